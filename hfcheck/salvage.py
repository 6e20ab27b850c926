"""Where a stage that takes many things at once fails on some of them: which these are, and what the others give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def leave_out_failing(
    run: Callable[[Sequence[Item]], Result], items: Sequence[Item]
) -> tuple[Result, list[tuple[Item, Exception]]]:
    """Give `run` of the items but for those that make it fail, and each of these with what it raised, in their order.

    An item fails where `run` takes those before it and not these with it. It is found by halving, so that `run` is
    called a dozen times for each and once where nothing fails. Raises what `run` raises where it fails on no items.
    """
    kept = list(items)
    failed: list[tuple[Item, Exception]] = []
    while True:
        try:
            return run(kept), failed
        except Exception as error:
            if not failed:
                run(())
            at, fault = _find_failing(run, kept, error)
            failed.append((kept.pop(at), fault))


def _find_failing(
    run: Callable[[Sequence[Item]], Result], items: Sequence[Item], error: Exception
) -> tuple[int, Exception]:
    """The place of the last of the shortest run of first items that fails, and what that raised."""
    sound, failing = 0, len(items)
    while failing - sound > 1:
        middle = (sound + failing) // 2
        try:
            run(items[:middle])
        except Exception as fault:
            failing, error = middle, fault
        else:
            sound = middle
    return failing - 1, error


def name_error(error: Exception) -> str:
    """An exception in words: its kind, and what it says if anything."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
