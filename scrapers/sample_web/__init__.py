"""The embedded web: a handful of sites with true figures, served over loopback HTTP.

Lives here: the texts and tables (`content/`, one YAML file per page), the markup of each family (`templates/`), and the
server. It stands in for the real web when the observatory is tried or tested, so the real fetcher, registry and parsers
are what runs. Not here: the registry entries that watch these sites (`scrapers/sources/sample`), anything that knows
how a page is fetched, parsed or read.
"""

from scrapers.sample_web.server import SampleWeb, ServedRequest

__all__ = ["SampleWeb", "ServedRequest"]
