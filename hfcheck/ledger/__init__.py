"""The ledger: claims locked in one reviewable YAML file, and the cache of what was read off each article."""

from hfcheck.ledger.cache import PropositionCache
from hfcheck.ledger.dump import dump_ledger, save_ledger, settle_ledger
from hfcheck.ledger.load import load_ledger, parse_ledger
from hfcheck.ledger.records import SCHEMA, Ledger, LedgerArticle
from hfcheck.ledger.stale import describe_form, find_stale, keep_current

__all__ = [
    "SCHEMA",
    "Ledger",
    "LedgerArticle",
    "PropositionCache",
    "describe_form",
    "dump_ledger",
    "find_stale",
    "keep_current",
    "load_ledger",
    "parse_ledger",
    "save_ledger",
    "settle_ledger",
]
