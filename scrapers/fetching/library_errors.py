"""The named error for each way in which `requests` and `urllib3` say that something went wrong."""

from __future__ import annotations

from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NameResolutionError

from scrapers.fetching import errors
from scrapers.fetching.errors import FetchError


def named(error: Exception, url: str, timeout: tuple[float, float]) -> FetchError:
    """The named error for what the library raised."""
    host = urlsplit(url).hostname
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return errors.ConnectTimeout(f"{host} gave no connection within {timeout[0]:g} s")
    if isinstance(error, requests.exceptions.ReadTimeout):
        return errors.ReadTimeout(
            f"{host} was silent for {timeout[1]:g} s; raise timeout_seconds if the site is that slow"
        )
    if isinstance(error, requests.exceptions.SSLError):
        return errors.TlsInvalid(
            f"{host} has no encryption that can be trusted ({_innermost(error)}); ask its operator"
        )
    if isinstance(error, requests.exceptions.ConnectionError):
        if isinstance(_reason(error), NameResolutionError):
            return errors.NameNotResolved(f"{host} has no address; check the base_url and the network")
        return errors.ConnectionFailed(f"{host} refused or dropped the connection ({_innermost(error)})")
    return errors.InvalidAnswer(f"{url} cannot be asked, or answers something that is not HTTP ({error})")


def _reason(error: BaseException) -> object:
    """What the library's error wraps: its `reason`, or the last exception among its arguments."""
    inner = error.args[0] if len(error.args) == 1 else next((a for a in error.args if isinstance(a, Exception)), None)
    return getattr(inner, "reason", inner)


def _innermost(error: BaseException) -> str:
    inner = _reason(error)
    if isinstance(inner, BaseException) and inner is not error:
        return _innermost(inner)
    return str(error) or type(error).__name__
