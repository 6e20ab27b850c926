"""One function over many items, in this process or in several; the results come in the order of the items."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def map_ordered(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    workers: int,
    lost: Callable[[Item], Result] | None = None,
) -> Iterator[Result]:
    """Give `function` of each item as it is done, in order. `function` must be a plain function of its item.

    Where a process dies (killed, out of memory), the items that were in work are tried again, each in a process of its
    own; `lost` gives the result of one that its process dies of again. Without it that raises BrokenProcessPool.
    An interrupt, and whatever a call raises, ends the other processes before it goes on.
    """
    if workers < 2 or len(items) < 2:
        yield from map(function, items)
        return
    results: dict[int, Result] = {}
    at = 0
    while at < len(items):
        wanted = [number for number in range(at, len(items)) if number not in results]
        for number, result in _run_pool(function, items, wanted, workers):
            results[number] = result
            while at in results:
                yield results.pop(at)
                at += 1
        # They are begun in order, so that a process can have died of one of the first only.
        for number in [number for number in wanted if number >= at and number not in results][:workers]:
            results[number] = _run_alone(function, items[number], lost)
        while at in results:
            yield results.pop(at)
            at += 1


def _run_pool(
    function: Callable[[Item], Result], items: Sequence[Item], wanted: Sequence[int], workers: int
) -> Iterator[tuple[int, Result]]:
    """The number and result of each wanted item, in order; where a process dies, of those that were done before."""
    # Imported here: a run that needs one process only must not wait for what others need.
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    futures: dict[int, Future[Result]] = {}
    given: set[int] = set()
    with _open_pool(min(workers, len(wanted))) as pool:
        try:
            for number in wanted:
                futures[number] = pool.submit(function, items[number])
            for number, future in futures.items():
                result = future.result()
                given.add(number)
                yield number, result
        except BrokenProcessPool:
            for number, future in futures.items():
                if number not in given and future.done() and not future.cancelled() and future.exception() is None:
                    yield number, future.result()


@contextlib.contextmanager
def _open_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the block: when it is broken off, at once."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children

    others = set(active_children())
    with ProcessPoolExecutor(max_workers=workers, initializer=_prepare_worker) as pool:
        try:
            yield pool
        except BaseException:
            # A worker reads what it has begun to the end otherwise, and an article may be long.
            for worker in set(active_children()) - others:
                worker.terminate()
            # Waited for: a pool that is still being closed when Python ends complains of a closed pipe.
            pool.shutdown(cancel_futures=True)
            raise


def _prepare_worker() -> None:
    """Have this process end when the one that began it ends it, or has ended however that was, and not before."""
    import multiprocessing
    import signal
    import threading

    collect_seldom()
    # An interrupt goes to every process of a terminal; the one that began this one sees to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()

    def end_with_parent() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()


def _run_alone(function: Callable[[Item], Result], item: Item, lost: Callable[[Item], Result] | None) -> Result:
    from concurrent.futures.process import BrokenProcessPool

    with _open_pool(1) as pool:
        try:
            return pool.submit(function, item).result()
        except BrokenProcessPool:
            if lost is None:
                raise
            return lost(item)


def collect_seldom() -> None:
    """Have this process look for cycles of dead objects seldom.

    The records that stages hand on are frozen and form no cycles, and walking through all of them again and again
    takes a tenth of the time of reading. For a process of our own, never for one that uses hfcheck as a library.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 50)
