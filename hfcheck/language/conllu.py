"""Sentences → CoNLL-U, and CoNLL-U → the words of a file whose own tokenisation is to be kept.

Format: https://universaldependencies.org/format.html
"""

from __future__ import annotations

from collections.abc import Iterable

from hfcheck.model import Sentence, Token


def render_conllu(sentences: Iterable[Sentence], text: str) -> str:
    """CoNLL-U of `sentences`; `text` is the text of their article."""
    return "\n".join(_render_sentence(number, sentence, text) for number, sentence in enumerate(sentences, 1))


def _render_sentence(number: int, sentence: Sentence, text: str) -> str:
    shown = " ".join(text[sentence.start : sentence.end].split())
    lines = [f"# sent_id = {sentence.article}-{number}", f"# text = {shown}"]
    for token in sentence.tokens:
        glued = token.end < sentence.end and not text[token.end].isspace()
        lines.append(_render_token(token, "SpaceAfter=No" if glued else "_"))
    return "\n".join(lines) + "\n"


def _render_token(token: Token, misc: str) -> str:
    columns = (token.index + 1, token.text, token.lemma, token.upos, token.xpos, "_", token.head + 1, token.deprel)
    return "\t".join((*map(str, columns), "_", misc))
