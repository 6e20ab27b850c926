"""One function over many items, in this process or in several; the results come in the order of the items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_ordered(function: Callable[[Item], Result], items: Sequence[Item], workers: int) -> Iterator[Result]:
    """Give `function` of each item as it is done, in order. `function` must be a plain function of its item.

    An interrupt, and whatever a call raises, ends the other processes before it goes on.
    """
    if workers < 2 or len(items) < 2:
        yield from map(function, items)
        return
    with ProcessPoolExecutor(max_workers=min(workers, len(items))) as pool:
        try:
            yield from pool.map(function, items)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
