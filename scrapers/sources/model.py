"""What a registry entry may say: a `Source` with its listings, selectors and limits.

Lives here: fields, defaults and the checks that need one entry only. Not here: reading files, and checks that need
other entries or the reference data (see `loader`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self, get_args
from urllib.parse import parse_qsl, urljoin, urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from scrapers.sources.hosts import same_site

SourceKind = Literal["portal", "newspaper", "index", "open_data", "inbox"]
Authority = Literal["ministry_index", "provincial_portal", "provincial_newspaper", "national_newspaper", "other"]
Confidence = Literal["high", "medium", "low"]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
FamilyName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

PAGE_NUMBER = "{n}"
_SECRETS = frozenset(
    {"access_token", "api_key", "apikey", "auth_token", "client_secret", "passwd", "password", "secret"}
)


def _css(selector: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f'is not a CSS selector ({error}); correct it, for example "h3 a"') from error
    return selector


def _regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is not a regular expression ({error}); correct it, for example '-\\d+\\.html$'") from error
    return pattern


def _address(url: str) -> str:
    parts = urlsplit(url)
    # Every address that is asked is kept, shown and published; the messages name the fault and not the secret.
    if "@" in parts.netloc:
        raise ValueError("has a name or password before the host; what needs one is not asked, take it out")
    if secret := next((name for name, _ in parse_qsl(parts.query) if name.lower() in _SECRETS), None):
        raise ValueError(f"has the parameter {secret!r}; addresses are published, so no secret may stand in one")
    if parts.scheme and parts.scheme not in ("http", "https"):
        raise ValueError(f"has the scheme {parts.scheme!r}; give an http(s) address or a path such as /rss/home.rss")
    return url


Css = Annotated[Text, AfterValidator(_css)]
Regex = Annotated[Text, AfterValidator(_regex)]
Address = Annotated[Text, AfterValidator(_address)]
JsonPath = Annotated[str, StringConstraints(pattern=r"^[\w-]+(\.[\w-]+)*$")]


class _Entry(BaseModel):
    """Strict, unchangeable configuration: a misspelt field is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RssListing(_Entry):
    """A feed: RSS 0.9 to 2.0 or Atom."""

    kind: Literal["rss"]
    url: Address

    @property
    def pages_per_run(self) -> int:
        """How many of its newest pages are asked in every run."""
        return 1

    @property
    def backfill_per_run(self) -> int:
        """A feed has no older pages."""
        return 0


class _DeepListing(_Entry):
    """A listing of many pages. `backfill_per_run` older ones are asked in one run, each once, until its end."""

    url: Address
    backfill_per_run: int = Field(default=0, ge=0, le=100)


class SitemapListing(_DeepListing):
    """A sitemap, or an index of sitemaps, of which the `max_sitemaps` newest are asked."""

    kind: Literal["sitemap"]
    max_sitemaps: int = Field(default=5, ge=1, le=100)

    @property
    def pages_per_run(self) -> int:
        return self.max_sitemaps + 1  # the index itself is one of them


class _PagedListing(_DeepListing):
    """A listing of which the `max_pages` newest pages are asked in every run."""

    max_pages: int = Field(default=1, ge=1, le=100)

    @property
    def pages_per_run(self) -> int:
        return self.max_pages


class _NumberedListing(_PagedListing):
    """A listing whose pages may have numbers: `page_url` holds `{n}`, which stands for 2, 3 and so on."""

    page_url: Address | None = None

    @model_validator(mode="after")
    def _numbered(self) -> Self:
        if self.page_url and PAGE_NUMBER not in self.page_url:
            raise ValueError("has a page_url without {n}; write for example /tin-tuc?page={n}")
        return self


class HtmlListing(_NumberedListing):
    """A page of links, with further pages behind a 'next' link or numbered addresses."""

    kind: Literal["html"]
    link: Css = "a[href]"
    next_page: Css | None = None

    @model_validator(mode="after")
    def _one_way_to_page(self) -> HtmlListing:
        if self.next_page and self.page_url:
            raise ValueError("has both next_page and page_url; keep one of them")
        return self


class JsonListing(_NumberedListing):
    """An answer in JSON: the list at `items` (the whole answer where it is not given), each with its fields.

    Fields are names, or paths such as `title.rendered`; the defaults are those of WordPress (`/wp-json/wp/v2/posts`).
    """

    kind: Literal["json"]
    items: JsonPath | None = None
    link: JsonPath = "link"
    title: JsonPath = "title.rendered"
    lead: JsonPath = "excerpt.rendered"
    published: JsonPath = "date_gmt"
    modified: JsonPath = "modified_gmt"


class CkanListing(_PagedListing):
    """A search for data sets (`/api/3/action/package_search?q=…&rows=…`).

    Each data set found, and each of its tables that the catalogue's data store holds, is an article. Pages go on by
    `start`, as the search says how many there are.
    """

    kind: Literal["ckan"]


class FixedPages(_Entry):
    """Pages that are documents themselves; they are asked again in every run, conditionally."""

    kind: Literal["pages"]
    urls: tuple[Address, ...] = Field(min_length=1)


AnyListing = RssListing | SitemapListing | HtmlListing | JsonListing | CkanListing | FixedPages
Listing = Annotated[AnyListing, Field(discriminator="kind")]
_KINDS = tuple(kind for model in get_args(AnyListing) for kind in get_args(model.model_fields["kind"].annotation))
LISTING_KINDS = f"{', '.join(_KINDS[:-1])} or {_KINDS[-1]}"
"""The kinds of listings, as a message names them."""


class Selectors(_Entry):
    """CSS selectors that stand above those of the family."""

    title: Css | None = None
    date: Css | None = None
    lead: Css | None = None
    body: Css | None = None
    author: Css | None = None
    exclude: tuple[Css, ...] = ()


class Politeness(_Entry):
    """How much may be asked of a site. `timeout_seconds` is the longest silence; a whole answer may take 3 times it."""

    delay_seconds: float = Field(default=1.0, ge=0, le=60)
    max_articles_per_run: int = Field(default=50, ge=1, le=10_000)
    timeout_seconds: float = Field(default=20.0, gt=0, le=120)
    max_body_bytes: int = Field(default=4 * 1024 * 1024, ge=1024, le=64 * 1024 * 1024)


class Source(_Entry):
    """One site (or the folder of dropped files) that is watched.

    `valid_from` and `valid_until` (inclusive) say when the site spoke for its province; a site that still answers may
    be read after that. `topic_filter` keeps only listing entries whose title or lead is on the topic. `cookies` sends
    back what the site sets, for the length of a visit: only for sites that answer nobody else.
    """

    id: Slug
    name_vi: Text
    name_en: Text
    kind: SourceKind
    province: Slug
    base_url: Address | None = None
    family: FamilyName
    enabled: bool = True
    authority: Authority = "other"
    listings: tuple[Listing, ...] = ()
    article_url: Regex | None = None
    topic_filter: bool = True
    revisit: Literal["on_listing_change", "always"] = "on_listing_change"
    cookies: bool = False
    selectors: Selectors = Selectors()
    politeness: Politeness = Politeness()
    licence_note: Text | None = None
    evidence: Text | None = None
    confidence: Confidence = "medium"
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None

    @model_validator(mode="before")
    @classmethod
    def _no_null(cls, data: Any) -> Any:
        # `selectors:` with nothing behind it is what people leave when they delete the last line below it.
        return {k: v for k, v in data.items() if v is not None} if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _consistent(self) -> Source:
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise ValueError("has valid_from after valid_until; swap or correct them")
        if self.kind == "inbox":
            if self.base_url or self.listings:
                raise ValueError("is an inbox, which is never asked; remove base_url and listings")
            return self
        if self.base_url is None:
            raise ValueError("has no base_url; give the address of the site, for example https://baoquangninh.vn")
        base = urlsplit(self.base_url)
        if base.scheme not in ("http", "https") or not base.hostname:
            raise ValueError("has a base_url that is no http(s) address; write for example https://baoquangninh.vn")
        if not self.listings:
            raise ValueError(f"has no listings; give at least one ({LISTING_KINDS})")
        self._check_listing_hosts()
        return self

    def _check_listing_hosts(self) -> None:
        for url in self._listing_addresses():
            if not same_site(url, str(self.base_url)):
                raise ValueError(f"lists {url}, which is not on the host of base_url; make it a source of its own")

    def _listing_addresses(self) -> Iterator[str]:
        for listing in self.listings:
            urls = listing.urls if isinstance(listing, FixedPages) else (listing.url,)
            yield from (self.absolute(url) for url in urls)
            if isinstance(listing, HtmlListing | JsonListing) and listing.page_url:
                yield self.absolute(listing.page_url)

    def absolute(self, url: str) -> str:
        """An address of this entry as a full one: paths are resolved against `base_url`."""
        return urljoin(self.base_url or "", url)
