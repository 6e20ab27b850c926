"""The rules' own pages, as data for the reports."""

from __future__ import annotations

import inspect

from hfcheck.report.catalogue import RulePage


def read_pages() -> tuple[RulePage, ...]:
    """Give the page of every rule, in the rules' order."""
    from hfcheck.rules import RULES

    return tuple(RulePage(rule.ID, rule.TITLE, rule.SEVERITY, inspect.cleandoc(rule.__doc__ or "")) for rule in RULES)
