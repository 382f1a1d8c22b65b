"""What a run looks at before it asks a site: files that people write, so that a slip in one of them is told at once.

Lives here: which files these are. Never here: what they must say.
"""

from __future__ import annotations

from orchestration.settings import Settings
from orchestration.steps.corrections import corrections_of
from scrapers.reference_checks import check_seeds


def check_what_people_wrote(settings: Settings) -> None:
    """Read what a run would else come to only after all sites were asked: the reference data and the corrections.

    Raises:
        ReferenceDataError: a seed is wrong.
        CorrectionsError: the file of corrections is wrong, or an entry is about a source that nobody knows.
        RegistryError: a registry cannot be read.
    """
    check_seeds()
    corrections_of(settings)
