"""`python -m hfcheck` is `hfcheck`."""

from hfcheck.cli import main

if __name__ == "__main__":
    main()
