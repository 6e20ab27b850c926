"""hfcheck: find the claims in a folder of articles that cannot all be true."""

__version__ = "0.1.0"
