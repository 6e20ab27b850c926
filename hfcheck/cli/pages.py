"""The rules' own pages, as data for the reports."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from hfcheck.report.catalogue import RulePage

if TYPE_CHECKING:
    from hfcheck.shelf import Shelf

_RECORD = "pages of the rules"


def recall_pages(shelf: Shelf | None) -> tuple[RulePage, ...]:
    """The same as `read_pages`, from a shelf where it is kept: then no rule is imported."""
    if shelf is None:
        return read_pages()
    from hfcheck.versions import judging_version

    sources = (judging_version().encode(),)
    kept = shelf.get(_RECORD, sources, tuple[RulePage, ...])
    if kept is None:
        kept = read_pages()
        shelf.put(_RECORD, sources, kept)
    return kept


def read_pages() -> tuple[RulePage, ...]:
    """Give the page of every rule, in the rules' order."""
    from hfcheck.rules import RULES

    return tuple(RulePage(rule.ID, rule.TITLE, rule.SEVERITY, inspect.cleandoc(rule.__doc__ or "")) for rule in RULES)
