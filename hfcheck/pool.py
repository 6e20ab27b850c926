"""One function over many items, in this process or in several; the results come in the order of the items."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def map_ordered(function: Callable[[Item], Result], items: Sequence[Item], workers: int) -> Iterator[Result]:
    """Give `function` of each item as it is done, in order. `function` must be a plain function of its item.

    An interrupt, and whatever a call raises, ends the other processes before it goes on.
    """
    if workers < 2 or len(items) < 2:
        yield from map(function, items)
        return
    # Imported here: a run that needs one process only must not wait for what others need.
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=min(workers, len(items)), initializer=collect_seldom) as pool:
        try:
            yield from pool.map(function, items)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def collect_seldom() -> None:
    """Have this process look for cycles of dead objects seldom.

    The records that stages hand on are frozen and form no cycles, and walking through all of them again and again
    takes a tenth of the time of reading. For a process of our own, never for one that uses hfcheck as a library.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 50)
