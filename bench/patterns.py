"""Every regular expression that hfcheck compiles, and what in it may take more than linear time.

Two shapes make a backtracking matcher slow: a repeat in a repeat that can share out one run in many ways (exponential),
and two repeats beside each other, with nothing that must stand between them, over the same characters (a power for
each).
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import hfcheck

codes: Any = importlib.import_module("re._constants")
parser: Any = importlib.import_module("re._parser")

ALPHABET = "".join(map(chr, range(9, 127))) + "\u00a0\u00e9–—‘’“”…\u2028\u4e2d\u0663\u200b"
"""The characters that stand for all: ASCII, and one of each kind beyond it."""
_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_HOOK = "_compile"
_MANY = 1000

Node = tuple[Any, Any]


class Found(NamedTuple):
    """A pattern and the first place that compiled it: module and line."""

    pattern: str
    flags: int
    place: str


class Weakness(NamedTuple):
    """Why a pattern may be slow: "nested" or "adjacent", and the characters that both repeats take."""

    kind: str
    shared: str


def collect_patterns() -> tuple[Found, ...]:
    """The patterns of all modules, with those that functions without arguments compile when they are first called."""
    found: dict[tuple[str, int], str] = {}
    compile_any: Any = vars(re)[_HOOK]

    def record(pattern: Any, flags: int) -> Any:
        compiled = compile_any(pattern, flags)
        frame = sys._getframe(2)
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith("hfcheck") and isinstance(compiled.pattern, str):
            found.setdefault((compiled.pattern, compiled.flags), f"{module}:{frame.f_lineno}")
        return compiled

    loaded = [name for name in sys.modules if name.partition(".")[0] == "hfcheck"]
    kept = {name: sys.modules.pop(name) for name in loaded}
    setattr(re, _HOOK, record)
    try:
        importlib.import_module("hfcheck")
        names = [one.name for one in pkgutil.walk_packages(hfcheck.__path__, "hfcheck.")]
        modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
        for module in modules:
            for held in vars(module).values():
                own = isinstance(held, functools._lru_cache_wrapper) and held.__module__ == module.__name__
                if own and not inspect.signature(held).parameters:
                    held()
    finally:
        setattr(re, _HOOK, compile_any)
        for name in [name for name in sys.modules if name.partition(".")[0] == "hfcheck"]:
            del sys.modules[name]
        sys.modules.update(kept)
    return tuple(sorted((Found(*key, place) for key, place in found.items()), key=lambda one: (one.place, one.pattern)))


def find_weaknesses(pattern: str, flags: int = 0) -> tuple[Weakness, ...]:
    """The places of a pattern that may take more than linear time from one starting point."""
    tree = parser.parse(pattern, flags & ~re.DEBUG)
    return tuple(dict.fromkeys(_look(list(tree), bool(flags & re.IGNORECASE))))


def _look(items: Sequence[Node], ignore: bool) -> Iterator[Weakness]:
    for at, (code, value) in enumerate(items):
        if code in _REPEATS and _is_long(value):
            body = list(value[2])
            yield from _look_inside(body, ignore)
            shared = _ends(body, ignore) & _following(items[at + 1 :], ignore)
            if shared:
                yield Weakness("adjacent", "".join(sorted(shared)))
        for inner in _children(code, value):
            yield from _look(inner, ignore)


def _look_inside(body: Sequence[Node], ignore: bool) -> Iterator[Weakness]:
    """A repeat at the end of a repeated body, whose characters the body may begin with."""
    shared = _tail(body, ignore) & _first(body, ignore)
    if shared:
        yield Weakness("nested", "".join(sorted(shared)))


def _tail(items: Sequence[Node], ignore: bool) -> frozenset[str]:
    """The characters of long repeats that can stand at the very end of `items`."""
    found: frozenset[str] = frozenset()
    for code, value in reversed(items):
        if code in _REPEATS:
            found |= _ends(list(value[2]), ignore) if _is_long(value) else _tail(list(value[2]), ignore)
        else:
            for inner in _children(code, value):
                found |= _tail(inner, ignore)
        if not _is_nullable([(code, value)]):
            break
    return found


def _following(items: Sequence[Node], ignore: bool) -> frozenset[str]:
    """The characters of the long repeats that can come next, with nothing that must stand before them."""
    found: frozenset[str] = frozenset()
    for code, value in items:
        if code in (*_REPEATS, codes.POSSESSIVE_REPEAT):
            body = list(value[2])
            found |= _first(body, ignore) if _is_long(value) else _following(body, ignore)
        elif code not in (codes.ASSERT, codes.ASSERT_NOT):
            for inner in _children(code, value):
                found |= _following(inner, ignore)
        if not _is_nullable([(code, value)]):
            break
    return found


# ── what nodes match ──────────────────────────────────────────────────────────────────────────


def _is_long(value: Any) -> bool:
    return value[1] is codes.MAXREPEAT or value[1] >= _MANY


def _children(code: Any, value: Any) -> list[list[Node]]:
    if code in (*_REPEATS, codes.POSSESSIVE_REPEAT):
        return [list(value[2])]
    if code is codes.BRANCH:
        return [list(branch) for branch in value[1]]
    if code is codes.SUBPATTERN:
        return [list(value[3])]
    if code is codes.ATOMIC_GROUP:
        return [list(value)]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [list(value[1])]
    return []


def _is_nullable(items: Sequence[Node]) -> bool:
    return all(_may_be_empty(code, value) for code, value in items)


def _may_be_empty(code: Any, value: Any) -> bool:
    if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return True
    if code in (*_REPEATS, codes.POSSESSIVE_REPEAT):
        return value[0] == 0 or _is_nullable(list(value[2]))
    children = _children(code, value)
    return bool(children) and any(_is_nullable(inner) for inner in children)


def _first(items: Sequence[Node], ignore: bool) -> frozenset[str]:
    """The characters that `items` can begin with."""
    found: frozenset[str] = frozenset()
    for code, value in items:
        found |= _own(code, value, ignore)
        if code not in (codes.ASSERT, codes.ASSERT_NOT):
            for inner in _children(code, value):
                found |= _first(inner, ignore)
        if not _may_be_empty(code, value):
            break
    return found


def _ends(items: Sequence[Node], ignore: bool) -> frozenset[str]:
    """The characters that `items` can end with."""
    found: frozenset[str] = frozenset()
    for code, value in reversed(items):
        found |= _own(code, value, ignore)
        if code not in (codes.ASSERT, codes.ASSERT_NOT):
            for inner in _children(code, value):
                found |= _ends(inner, ignore)
        if not _may_be_empty(code, value):
            break
    return found


@functools.cache
def _matching(written: str, ignore: bool) -> frozenset[str]:
    return frozenset(re.findall(written, ALPHABET, re.IGNORECASE if ignore else 0))


def _own(code: Any, value: Any, ignore: bool) -> frozenset[str]:
    """The characters that a node of one character matches."""
    if code is codes.LITERAL:
        return _matching(re.escape(chr(value)), ignore)
    if code is codes.NOT_LITERAL:
        return frozenset(ALPHABET) - _matching(re.escape(chr(value)), ignore)
    if code is codes.ANY:
        return frozenset(ALPHABET) - {"\n"}
    if code is not codes.IN:
        return frozenset()
    found: frozenset[str] = frozenset()
    negated = False
    for inner, held in value:
        if inner is codes.NEGATE:
            negated = True
        elif inner is codes.LITERAL:
            found |= _matching(re.escape(chr(held)), ignore)
        elif inner is codes.RANGE:
            found |= _matching(f"[{re.escape(chr(held[0]))}-{re.escape(chr(held[1]))}]", ignore)
        elif inner is codes.CATEGORY:
            found |= _matching(_CATEGORIES[held], ignore)
    return frozenset(ALPHABET) - found if negated else found


# ── texts that a pattern looks at for long ────────────────────────────────────────────────────


def find_pumps(pattern: str, flags: int = 0) -> tuple[tuple[str, str], ...]:
    """For each long repeat of a pattern, a text that leads up to it and one that it takes again and again."""
    tree = parser.parse(pattern, flags & ~re.DEBUG)
    ignore = bool(flags & re.IGNORECASE)
    return tuple(dict.fromkeys(pair for pair in _list_pumps(list(tree), "", ignore) if pair[1]))


def _list_pumps(items: Sequence[Node], lead: str, ignore: bool) -> Iterator[tuple[str, str]]:
    for at, (code, value) in enumerate(items):
        before = lead + _write_all(items[:at], ignore)
        if code in (*_REPEATS, codes.POSSESSIVE_REPEAT) and _is_long(value):
            yield before, _write_all(list(value[2]), ignore)
        for inner in _children(code, value):
            yield from _list_pumps(inner, before, ignore)


def _write_all(items: Sequence[Node], ignore: bool) -> str:
    """A short text that `items` take."""
    return "".join(_write(code, value, ignore) for code, value in items)


def _write(code: Any, value: Any, ignore: bool) -> str:
    if code in (codes.ASSERT, codes.ASSERT_NOT, codes.AT):
        return ""
    if code in (*_REPEATS, codes.POSSESSIVE_REPEAT):
        return _write_all(list(value[2]), ignore) * int(max(value[0], 1))
    children = _children(code, value)
    if children:
        return _write_all(children[0], ignore)
    own = _own(code, value, ignore)
    return next((char for char in "a A1-,.'\"\n" if char in own), min(own, default=""))
