"""`--format html`: the report as one page that needs no network."""

from hfcheck.report.html.page import render_html

__all__ = ["render_html"]
