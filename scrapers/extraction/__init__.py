"""Reads figures out of Vietnamese prose and tables: documents in, observations with quotes out.

Lives here: the engine and its parts, one decision per module, in a folder per question, with the vocabulary as data in `terms/lexicon/`.
Never here: fetching, parsing of pages, validation, storage.
"""

from scrapers.extraction.engine import EXTRACTOR_VERSION, Extractor
from scrapers.extraction.reading import NumberFate, Reading

__all__ = ["EXTRACTOR_VERSION", "Extractor", "NumberFate", "Reading"]
