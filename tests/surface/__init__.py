"""Tests of the view of facts in the sentence's own words."""
