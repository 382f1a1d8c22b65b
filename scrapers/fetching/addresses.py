"""Addresses: one form for each, and which of them may be asked for a source.

Lives here: normalisation, the rule of hosts, the rule of network addresses (nothing private, unless the registry itself
names it). Not here: opening connections (`connections`).
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from requests.utils import requote_uri

from scrapers.sources.hosts import DEFAULT_PORTS, bare_host, same_site

_TRACKING = re.compile(
    r"^(?:utm_[a-z_]+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|zarsrc|zanpid"
    r"|_ga|_gl|__tn__|vnn_source)(?:=|$)",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"%[0-9a-f]{2}")
_SPACES = re.compile(r"[\t\r\n]+")
_NAT64, _IPV4_COMPATIBLE = ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96")
SAMPLE_SUFFIX = ".sample.test"


def normalise(url: str, listing_url: str, base_url: str) -> str | None:
    """The one form of a link found on `listing_url`: absolute, without fragment and tracking parameters.

    The rest of the query stays as it is and in its order, because some portals keep the article's number there. A link
    to the www variant or the plain-HTTP form of the source's own host takes the form of `base_url`. None for what is no
    web address (mailto, javascript) or cannot be read as one.
    """
    try:
        parts = urlsplit(urljoin(listing_url, _SPACES.sub("", url.strip())))
        base = urlsplit(base_url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return None
    if port == DEFAULT_PORTS[parts.scheme]:
        port = None
    host = parts.hostname.rstrip(".")
    scheme, netloc = parts.scheme, (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    if base.hostname and bare_host(host) == bare_host(base.hostname) and port == _written_port(base_url):
        scheme, netloc = base.scheme, base.netloc.lower()
    query = "&".join(piece for piece in parts.query.split("&") if piece and not _TRACKING.match(piece))
    quoted = str(requote_uri(urlunsplit((scheme, netloc, parts.path or "/", query, ""))))
    return _ESCAPE.sub(lambda escape: escape[0].upper(), quoted)


def _written_port(url: str) -> int | None:
    parts = urlsplit(url)
    return None if parts.port == DEFAULT_PORTS.get(parts.scheme) else parts.port


def origin(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def host_of(url: str) -> str:
    """The host of an address in lower case, with its port: what one pace is kept for."""
    return urlsplit(url).netloc.lower().rpartition("@")[2]


class AddressRule:
    """What may be asked for one source."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        host = urlsplit(base_url).hostname or ""
        self._named = _ip(host)
        self._loopback = host == "localhost" or (self._named is not None and self._named.is_loopback)

    def allows(self, url: str) -> bool:
        """Whether the host and port are the source's and no address of a private network is written there."""
        parts = urlsplit(url)
        written = _ip(parts.hostname or "")
        return (
            same_site(url, self.base_url) and not parts.username and (written is None or self.allows_peer(str(written)))
        )

    def allows_peer(self, address: str) -> bool:
        """Whether a connection to this network address is allowed: a public one, or the one that the registry names."""
        ip = _ip(address)
        if ip is None:
            return False
        inside = _ipv4_inside(ip)
        if ip.is_global and not ip.is_multicast and (inside is None or inside.is_global):
            return True
        return ip == self._named or (self._loopback and ip.is_loopback)


def _ipv4_inside(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address that a gateway takes out of an IPv6 address: NAT64, 6to4, and the old IPv4-compatible form."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64 or ip in _IPV4_COMPATIBLE:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.sixtofour


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        ip = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return mapped or ip
