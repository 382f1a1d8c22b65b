"""The consoles of the command: what is printed is text, never an order to the terminal.

Lives here: making them. Text of pages, names of files and messages of servers pass through here on their way to the
screen. Not here: what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook
from rich.segment import Segment

# C0 without line feed and tab, DEL, C1, marks that turn the order of letters around, halves of characters.
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHOWN_AS = "\N{REPLACEMENT CHARACTER}"


def console(*, stderr: bool = False) -> Console:
    """A console on which nothing but its own styles and the layout of rich moves the cursor or changes a colour."""
    made = Console(stderr=stderr)
    made.push_render_hook(_TextOnly())
    return made


class _TextOnly(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Harmless(each) for each in renderables]


class _Harmless:
    """A renderable whose text gives no orders."""

    def __init__(self, renderable: ConsoleRenderable) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self._renderable, options):
            yield segment if segment.control else Segment(_ORDERS.sub(_SHOWN_AS, segment.text), segment.style)
