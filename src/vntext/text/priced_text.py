"""A text whose tokens are priced in each reading, cut into cells and lines."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from vntext.text.token_costs import suspicious, token_costs

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Costs = NDArray[np.float32]
    Ints = NDArray[np.intp]

__all__ = ["CELL", "LINE", "SPACE", "PricedText", "wall_pattern"]

LINE, CELL, SPACE = 0, 1, 2


@cache
def _tokens() -> re.Pattern[str]:
    import re

    # commas and semicolons part cells of CSV; one may end a reference
    return re.compile(r"""(?:&(?:amp;)?#?\w{2,8};|\\'[0-9a-fA-F]{2}|[^ \t\r\n|"'<>,;])+""")


@cache
def wall_pattern() -> re.Pattern[str]:
    """What parts two cells of one line."""
    import re

    return re.compile(r"""[\t|"'<>]|[,;](?=\S)""")


class PricedText:
    """The tokens of a text that say something about its encoding.

    Attributes:
        spans: Where they stand.
        walls: What parts each from the one before: ``LINE``, ``CELL`` or ``SPACE``.
        costs: A row a token: what it costs in each reading more than as it stands.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[tuple[int, int]] = []
        rows: dict[str, int] = {}
        table: list[tuple[float, ...]] = []
        ids: list[int] = []
        for m in _tokens().finditer(text):
            token = m.group()
            row = rows.get(token)
            if row is None:
                plain = token.isascii() and not suspicious(token)
                found = None if plain else token_costs(token)
                row = -1
                if found is not None:
                    row = len(table)
                    table.append(found)
                rows[token] = row
            if row >= 0:
                self.spans.append(m.span())
                ids.append(row)
        if ids:
            self.walls = self._walls()
            self.costs: Costs = np.array(table, np.float32)[ids]

    def _walls(self) -> Ints:
        """The strongest wall between each token and the one before."""
        bounds = np.array(self.spans)
        starts, ends = bounds[:, 0], np.append(0, bounds[:-1, 1])
        walls = np.full(len(starts), SPACE)
        for kind, found in ((CELL, wall_pattern().finditer(self.text)), (LINE, _breaks(self.text))):
            at = np.fromiter((m.start() for m in found), np.intp)
            walls[np.searchsorted(at, starts) > np.searchsorted(at, ends)] = kind
        walls[0] = LINE
        return walls


def _breaks(text: str) -> Iterator[re.Match[str]]:
    import re

    return re.finditer("\n", text)
