"""What an operator may choose about releases: how many are kept, and how much may go missing between two.

Lives here: these choices and their defaults, without anything that is slow to import. Not here: their use.
"""

from __future__ import annotations

import dataclasses

KEPT_RELEASES = 10


@dataclasses.dataclass(frozen=True)
class Gates:
    """How much is let through: the share of the last release's figures that may go missing, over all and per pillar.

    A pillar of a few figures may always lose `few`. A source with `many` observations or more may not lose all of them.
    """

    max_shrink: float = 0.10
    few: int = 5
    many: int = 10
