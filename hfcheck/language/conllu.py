"""Sentences → CoNLL-U, and CoNLL-U → the same file with this parser's tags and trees.

Format: https://universaldependencies.org/format.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hfcheck.errors import SourceError
from hfcheck.language.lemmas import find_lemma
from hfcheck.model import Sentence, Token

_COLUMNS = 10


def render_conllu(sentences: Iterable[Sentence], text: str) -> str:
    """CoNLL-U of `sentences`; `text` is the text of their article."""
    return "\n".join(_render_sentence(number, sentence, text) for number, sentence in enumerate(sentences, 1))


def _render_sentence(number: int, sentence: Sentence, text: str) -> str:
    shown = " ".join(text[sentence.start : sentence.end].split())
    lines = [f"# sent_id = {sentence.article}-{number}", f"# text = {shown}"]
    for token in sentence.tokens:
        glued = token.end < sentence.end and not text[token.end].isspace()
        parts = [*([f"EntityType={token.entity}"] if token.entity else []), *(["SpaceAfter=No"] if glued else [])]
        lines.append(_render_token(token, "|".join(parts) or "_"))
    return "\n".join(lines) + "\n"


def _render_token(token: Token, misc: str) -> str:
    columns = (token.index + 1, token.text, token.lemma, token.upos, token.xpos, "_", token.head + 1, token.deprel)
    return "\t".join((*map(str, columns), "_", misc))


# ── a file's own words ────────────────────────────────────────────────────────────────────────


def parse_conllu(text: str, name: str) -> str:
    """The CoNLL-U `text` with lemmas, tags, heads and labels of this parser, and all else as it was.

    Sentences and words are the file's own. A sentence that is too long for the model keeps "_" in these columns.
    Raises SourceError, with the line, where a line has not ten columns. `name` is what messages call the file.
    """
    from hfcheck.language.parser import load_parser

    lines = [_split_line(line, number, name) for number, line in enumerate(text.split("\n"), 1)]
    sentences = list(_find_sentences(lines))
    parses = load_parser().parse([[lines[at][1] for at in rows] for rows in sentences])
    for rows, parse in zip(sentences, parses, strict=True):
        for index, at in enumerate(rows):
            if parse is None:
                lines[at][2:8] = ["_"] * 6
                continue
            xpos = parse.xpos[index]
            lemma = find_lemma(lines[at][1], xpos)
            head = str(parse.heads[index] + 1)
            lines[at][2:9] = [lemma, parse.upos[index], xpos, "_", head, parse.deprels[index], "_"]
    return "\n".join("\t".join(columns) for columns in lines)


def _split_line(line: str, number: int, name: str) -> list[str]:
    line = line.removesuffix("\r")
    if not line.strip() or line.startswith("#"):
        return [line]
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise SourceError(f"a line of CoNLL-U has {_COLUMNS} columns, this one {len(columns)}", name, number)
    return columns


def _find_sentences(lines: list[list[str]]) -> Iterator[list[int]]:
    """For each sentence the lines of its words; ranges of words and empty nodes are none."""
    rows: list[int] = []
    for at, columns in enumerate(lines):
        if len(columns) == _COLUMNS:
            if columns[0].isdigit():
                rows.append(at)
        elif rows and not columns[0].startswith("#"):
            yield rows
            rows = []
    if rows:
        yield rows
