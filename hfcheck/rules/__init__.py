"""The rules: one kind of contradiction per module. `RULES` is all of them, by id."""

from __future__ import annotations

from hfcheck.rules import (
    hf101_polarity,
    hf102_opposite,
    hf103_class,
    hf201_quantity,
    hf202_count,
    hf203_arithmetic,
    hf204_rank,
    hf301_date,
    hf302_chronology,
    hf303_calendar,
    hf401_exclusive,
    hf402_title,
    hf403_holder,
    hf404_name,
    hf405_membership,
    hf407_place,
    hf408_tie,
    hf501_roles,
    hf502_quantifier,
    hf601_certainty,
    hf602_quotation,
    hf603_dispute,
)
from hfcheck.rules.contract import Rule

RULES: tuple[Rule, ...] = (
    hf101_polarity,
    hf102_opposite,
    hf103_class,
    hf201_quantity,
    hf202_count,
    hf203_arithmetic,
    hf204_rank,
    hf301_date,
    hf302_chronology,
    hf303_calendar,
    hf401_exclusive,
    hf402_title,
    hf403_holder,
    hf404_name,
    hf405_membership,
    hf407_place,
    hf408_tie,
    hf501_roles,
    hf502_quantifier,
    hf601_certainty,
    hf602_quotation,
    hf603_dispute,
)

__all__ = ["RULES", "Rule"]
