"""The content of the sample web as typed objects: sites, pages, and what each page states.

Lives here: the models of `content/sites.yaml` and `content/<site>/*.yaml`, their loading, and the choice of the state
that a page has on a given day. Not here: markup (`templates/`, `build`), HTTP (`server`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

import pydantic
import yaml

from schemas import strict_yaml

CONTENT = Path(__file__).resolve().parent / "content"
HANOI = dt.timezone(dt.timedelta(hours=7))
DAYS = {1: dt.date(2026, 1, 12), 2: dt.date(2026, 1, 13), 3: dt.date(2026, 1, 14)}
"""The dates that the days of the sample web stand for; a page never shows the clock of the machine."""

Family = Literal[
    "astro", "block_core", "card", "ckan", "dantri", "dataimages", "epi", "fck", "generic", "liferay", "mojoportal",
    "nukeviet", "onecms", "php_portal", "plain", "sharepoint", "table_index", "vccorp", "vietnamnet", "vnexpress",
    "vnpt", "wordpress",
]  # fmt: skip
Role = Literal["article", "table", "maintenance"]
StatementKind = Literal["actual", "target", "change"]
StatementBound = Literal["exact", "at_least", "at_most", "about"]
StatementArea = Literal["province", "district", "country"]


class ContentError(ValueError):
    """A content file cannot be used; the message names the file and the field."""

    def __init__(self, file: Path, problem: str) -> None:
        self.file = file
        super().__init__(f"{file}: {problem}")


class _Model(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


_M = TypeVar("_M", bound=_Model)


class Table(_Model):
    """A table as it is printed: every cell is text."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @pydantic.model_validator(mode="after")
    def _rows_are_as_wide_as_the_head(self) -> Table:
        for row in self.rows:
            if len(row) != len(self.head):
                raise ValueError(f"table {self.caption!r}: row {row} has {len(row)} cells, the head {len(self.head)}")
        return self


class Block(_Model):
    """One stretch of a body; exactly one of the fields is set."""

    text: str | None = None
    heading: str | None = None
    items: tuple[str, ...] | None = None
    table: Table | None = None
    figure: str | None = None
    """A caption below a picture."""
    box: str | None = None
    """An inset in the middle of the body."""

    @pydantic.model_validator(mode="before")
    @classmethod
    def _a_string_is_a_paragraph(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @pydantic.model_validator(mode="after")
    def _has_one_role(self) -> Block:
        if len(self.model_fields_set) != 1:
            raise ValueError(f"a block has one of {sorted(Block.model_fields)}; got {sorted(self.model_fields_set)}")
        return self


class Statement(_Model):
    """A figure that the page states, as a careful reader would note it down.

    Written as one line: `indicator province period value[/out_of] [kind] [bound] [area]`, the last three in any order
    and left out when they are actual, exact and province.
    """

    indicator_code: str
    province_code: str
    period: str
    value: float
    out_of: float | None = None
    kind: StatementKind = "actual"
    bound: StatementBound = "exact"
    area_level: StatementArea = "province"

    @pydantic.model_validator(mode="before")
    @classmethod
    def _from_line(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        words = value.split()
        if len(words) < 4:
            raise ValueError(f"statement {value!r} needs indicator, province, period and value")
        number, _, out_of = words[3].partition("/")
        fields: dict[str, Any] = {"indicator_code": words[0], "province_code": words[1], "period": words[2]}
        fields |= {"value": number, "out_of": out_of or None}
        for word in words[4:]:
            fields[_field_of(word)] = word
        return fields


def _field_of(word: str) -> str:
    for field, choices in (("kind", StatementKind), ("bound", StatementBound), ("area_level", StatementArea)):
        if word in get_args(choices):
            return field
    raise ValueError(f"{word!r} is no kind, bound or area level of a statement")


class OriginalSource(_Model):
    """Where the figures of a page were published first."""

    name: str
    url: str


class Revision(_Model):
    """What a page says from a later day on; a field left out stays as it was."""

    from_day: int
    updated: dt.datetime
    lead: str | None = None
    body: tuple[Block, ...] | None = None
    states: tuple[Statement, ...] | None = None


class Page(_Model):
    """One page of one site in the state of one day."""

    site: str
    path: str
    title: str
    published: dt.datetime
    original: tuple[OriginalSource, ...]
    lead: str = ""
    author: str = ""
    category: str = "Chuyển đổi số"
    credit: str = ""
    """The line of a reprint that names the paper it was taken from."""
    role: Role = "article"
    note: str = ""
    """For the reader of the content file: what this page is there to show."""
    from_day: int = 1
    unicode_form: Literal["NFC", "NFD"] = "NFC"
    body: tuple[Block, ...] = ()
    states: tuple[Statement, ...] = ()
    revisions: tuple[Revision, ...] = ()
    updated: dt.datetime | None = None

    @pydantic.field_validator("published", "updated")
    @classmethod
    def _times_are_of_hanoi(cls, value: dt.datetime | None) -> dt.datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=HANOI)

    @property
    def changed(self) -> dt.datetime:
        """When the page was last changed."""
        return self.updated or self.published

    def on_day(self, day: int) -> Page | None:
        """The page as it stands on `day`, or None before its first day."""
        if day < self.from_day:
            return None
        page = self
        for revision in self.revisions:
            if revision.from_day <= day:
                page = page.model_copy(update=_changes(revision))
        return page

    def shown_on(self, day: int) -> dt.date:
        """The date in the page's header: the day on which the site last wrote the page, never the machine's."""
        first = max((self.from_day, *(r.from_day for r in self.revisions if r.from_day <= day)))
        return DAYS[first]


def _changes(revision: Revision) -> dict[str, Any]:
    updated = revision.updated if revision.updated.tzinfo else revision.updated.replace(tzinfo=HANOI)
    changes: dict[str, Any] = {"updated": updated}
    changes |= {
        name: getattr(revision, name) for name in ("lead", "body", "states") if getattr(revision, name) is not None
    }
    return changes


class Site(_Model):
    """A host of the sample web. `page_size` is the number of articles on one page of its listing."""

    name: str
    host: str
    title: str
    tagline: str
    family: Family
    template: str
    """Folder of `templates/`: two sites of one family may look different."""
    listing: str
    """Path of the first listing page."""
    feed: str | None = None
    sitemap: str | None = None
    page_size: int = 20
    menu: tuple[str, ...] = ()


def load_sites() -> tuple[Site, ...]:
    """The sites, sorted by host.

    Raises:
        ContentError: `sites.yaml` is missing, is no YAML or does not fit the model.
    """
    file = CONTENT / "sites.yaml"
    sites = [_checked(Site, entry, file) for entry in _read(file)]
    return tuple(sorted(sites, key=lambda site: site.host))


def load_pages(folder: Path = CONTENT) -> tuple[Page, ...]:
    """Every page as it was on its first day, sorted by site and path.

    Raises:
        ContentError: a file is no YAML, does not fit the model, or repeats the address of another page.
    """
    pages: dict[tuple[str, str], Page] = {}
    for page, file in _pages(folder):
        if (page.site, page.path) in pages:
            raise ContentError(file, f"path {page.path!r} is already taken on {page.site!r}; give it another one")
        pages[page.site, page.path] = page
    return tuple(pages[key] for key in sorted(pages))


def _pages(folder: Path) -> Iterator[tuple[Page, Path]]:
    for file in sorted(folder.glob("*/*.yaml")):
        yield _checked(Page, {"site": file.parent.name, **_read(file)}, file), file


def _read(file: Path) -> Any:
    try:
        return strict_yaml.load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(file, f"cannot be read as YAML: {error}") from error


def _checked(model: type[_M], value: Any, file: Path) -> _M:
    try:
        return model.model_validate(value)
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or model.__name__
        raise ContentError(file, f"field {field}: {first['msg']}") from error
