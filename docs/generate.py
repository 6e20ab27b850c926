"""Make what the code knows better than a writer: rule pages, commands, records, figures, schemas and pictures.

    python -m docs.generate            writes all of it
    python -m docs.generate --check    says what differs, and exits with 1

A page that is written by hand holds made parts between `<!-- made: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from docs.commands import write_commands
from docs.figures import write_figures
from docs.pictures import PICTURES, draw_picture, read_words
from docs.records import write_records
from docs.rulepages import write_index, write_page, write_table
from docs.schemas import make_claims_schema
from hfcheck.rules import RULES

DOCS = Path(__file__).parent
ROOT = DOCS.parent
CLAIMS_SCHEMA = ROOT / "hfcheck" / "ledger" / "schema" / "claims-1.json"

PARTS: dict[str, Callable[[], str]] = {"figures": write_figures, "records": write_records, "rules": write_table}

_PART = re.compile(r"(?P<open><!-- made: (?P<name>[\w -]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def make_texts() -> dict[Path, str]:
    """Every text that is made, whole or in parts, by its path."""
    made = {DOCS / "commands.md": write_commands(), DOCS / "rules" / "index.md": write_index()}
    made |= {DOCS / "rules" / f"{rule.ID}.md": write_page(rule) for rule in RULES}
    made[CLAIMS_SCHEMA] = make_claims_schema()
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        if page not in made and _PART.search(text):
            made[page] = fill_parts(text)
    return made


def fill_parts(text: str) -> str:
    """A page with its made parts made anew. Raises KeyError for a part that nothing makes."""
    return _PART.sub(lambda found: f"{found['open']}{make_part(found['name'])}{found['end']}", text)


def make_part(name: str) -> str:
    """The text of one made part; "picture NAME" is the link to a picture."""
    kind, _, picture = name.partition(" ")
    return f"![{PICTURES[picture]}](images/{picture}.svg)\n" if kind == "picture" else PARTS[name]()


def find_drift() -> Iterator[str]:
    """What differs from what would be made: texts in any byte, pictures in their words."""
    made = make_texts()
    for path, text in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield path.relative_to(ROOT).as_posix()
    for page in sorted((DOCS / "rules").glob("*.md")):
        if page not in made:
            yield f"{page.relative_to(ROOT).as_posix()} (no such rule)"
    for name in PICTURES:
        path = DOCS / "images" / f"{name}.svg"
        if not path.exists() or read_words(path.read_text(encoding="utf-8")) != read_words(draw_picture(name)):
            yield path.relative_to(ROOT).as_posix()


def write_all() -> None:
    """Write every text and picture that is made."""
    for path, text in make_texts().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name in PICTURES:
        path = DOCS / "images" / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draw_picture(name), encoding="utf-8", newline="\n")


def main() -> int:
    """Write, or check and say what differs."""
    if "--check" not in sys.argv[1:]:
        write_all()
        return 0
    differing = list(find_drift())
    print("\n".join(differing) or "the documentation is up to date")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
