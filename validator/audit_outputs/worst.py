"""The worst of many, in bounded memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Worst(Generic[Item]):
    """Keeps `most` items: lower ranks first, and of one rank those that came first."""

    def __init__(self, ranks: int, most: int) -> None:
        """Ranks are 0 to `ranks` - 1, 0 the worst."""
        self._kept: list[deque[tuple[int, Item]]] = [deque() for _ in range(ranks)]
        self._most = most
        self._came = 0

    def takes(self, rank: int) -> bool:
        """Whether an item of that rank would be kept now."""
        return sum(map(len, self._kept[: rank + 1])) < self._most

    def add(self, rank: int, item: Item) -> None:
        """Keep the item if it is bad enough; the least bad makes room for it."""
        if not self.takes(rank):
            return
        self._came += 1
        self._kept[rank].append((self._came, item))
        if sum(map(len, self._kept)) > self._most:
            next(kept for kept in reversed(self._kept) if kept).pop()

    def in_order(self) -> Iterator[Item]:
        """What was kept, in the order in which it came."""
        yield from (
            item for _, item in sorted((pair for kept in self._kept for pair in kept), key=lambda pair: pair[0])
        )
