"""Dates and amounts: from words to sets of possible values."""
