"""Every property on a few new cases; `python -m tests.fuzz` tries many."""

from __future__ import annotations

import pytest

from tests.fuzz.properties import PROPERTIES, Property, make_test


@pytest.mark.parametrize("one", PROPERTIES, ids=[one.name for one in PROPERTIES])
def test_a_property_holds(one: Property) -> None:
    make_test(one, one.few)()
