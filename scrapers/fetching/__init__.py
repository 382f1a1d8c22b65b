"""Asks the sources, politely, and keeps what they answer.

Lives here: the HTTP client with its limits, robots.txt, discovery of articles in feeds, sitemaps and listings, the plan
of what to ask, and `fetch_source`, which does one source. Never here: what a page says (`scrapers.parsing`), where
captures lie on disk (`warehouse`), running sources in parallel (`orchestration`).
"""

from scrapers.fetching.answers import Response
from scrapers.fetching.client import HttpClient
from scrapers.fetching.errors import FetchError
from scrapers.fetching.fetch_source import fetch_source
from scrapers.fetching.pace import HostPace
from scrapers.fetching.store import CaptureStore
from scrapers.fetching.summary import FetchSummary, Progress

__all__ = [
    "CaptureStore",
    "FetchError",
    "FetchSummary",
    "HostPace",
    "HttpClient",
    "Progress",
    "Response",
    "fetch_source",
]
