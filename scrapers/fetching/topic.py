"""The topic filter: does a title or lead say that an article is about digital transformation?

The terms are data (`topic_terms.yaml`). An entry of which the listing tells neither title nor lead passes, because
nothing is known against it.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

import yaml

from schemas import strict_yaml
from scrapers.folding import fold
from scrapers.parsing.textual import clean_line

TERMS_FILE = Path(__file__).with_name("topic_terms.yaml")


class TopicTermsError(ValueError):
    """The terms cannot be read; the message names the file, the line, what is wrong and what to do."""


def _plain(text: str) -> str:
    return fold(clean_line(text))


@functools.cache
def _terms(file: Path) -> re.Pattern[str]:
    try:
        content = strict_yaml.load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise TopicTermsError(f"{file}{strict_yaml.told(error)}") from None
    terms = sorted({_plain(str(term)) for term in content}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, terms))})(?!\w)")


def is_on_topic(title: str | None, lead: str | None) -> bool:
    """Whether a term stands in the title or lead; true where there is neither.

    Raises:
        TopicTermsError: the file of the terms is no YAML, or a key stands in it twice.
    """
    text = " . ".join(part for part in (title, lead) if part)
    return not text or _terms(TERMS_FILE).search(_plain(text)) is not None
