"""Report → str: one format per module. Nothing here reads files, prints, or knows a rule."""

from hfcheck.report.claims import render_claims, render_claims_table
from hfcheck.report.json import render_json
from hfcheck.report.markdown import render_markdown
from hfcheck.report.pieces import verify_quotes
from hfcheck.report.terminal import render_terminal

__all__ = [
    "render_claims",
    "render_claims_table",
    "render_json",
    "render_markdown",
    "render_terminal",
    "verify_quotes",
]
