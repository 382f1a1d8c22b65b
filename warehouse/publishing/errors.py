"""Why no release is made, as named errors.

Lives here: the errors, without anything that is slow to import. Not here: what raises them.
"""

from __future__ import annotations


class ReleaseError(RuntimeError):
    """No release can be made, or the one that is asked for is not there; the last one stays."""


class ReleaseRefusedError(ReleaseError):
    """What would be published does not pass the gates; the last release stays. `problems` are sentences."""

    def __init__(self, problems: list[str], standing: int | None) -> None:
        self.problems, self.standing = problems, standing
        stays = f"release {standing} stays" if standing else "there is no release yet"
        listed = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(
            f"nothing was published, {stays}:\n{listed}\nMend what is named. If figures were taken out on purpose, "
            "`observatory release publish --accept-shrinking` publishes all the same"
        )
