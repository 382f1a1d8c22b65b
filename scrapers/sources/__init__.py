"""The registry of sources: which sites are watched, and how each is asked and read.

Lives here: the model of a registry entry, the loader, and the entries themselves (`sample/*.yaml`, `live/*.yaml`).
Never here: fetching, parsing; a source is data, without code of its own.
"""

from scrapers.sources.loader import Profile, Registry, RegistryError, UnknownSourceError, load_registry
from scrapers.sources.model import (
    FixedPages,
    HtmlListing,
    Listing,
    Politeness,
    RssListing,
    Selectors,
    SitemapListing,
    Source,
)

__all__ = [
    "FixedPages",
    "HtmlListing",
    "Listing",
    "Politeness",
    "Profile",
    "Registry",
    "RegistryError",
    "RssListing",
    "Selectors",
    "SitemapListing",
    "Source",
    "UnknownSourceError",
    "load_registry",
]
