"""Parsing YAML strictly: a narrow schema, no key twice, no alias that unfolds without end.

The schema is a narrow YAML 1.2: only `true`, `false`, `null`, `~`, plain decimal integers and plain decimals are
typed; every other scalar is the string as written. So `off`, `no` and `2024-12-05` stay words, and a digest such as
`12e4567` stays a digest.
"""

from __future__ import annotations

import re
from typing import Any, Protocol, cast

import yaml
from yaml.constructor import ConstructorError, SafeConstructor

MAX_UNFOLDED_NODES = 1_000_000
"""What a document may hold once its aliases are written out; above it, it is taken for a bomb."""
MAX_DEPTH = 100
"""How deep lists and mappings may nest: the parser below is recursive, and no file of ours needs more than ten."""

_LONGEST_FAULT = 200
# A line that opens very many levels at once, by its indent or by marks such as "- - -".
_STEEP = re.compile(rf"^(?: |[-?:][ \t]){{{MAX_DEPTH}}}", re.MULTILINE)

_MERGE = "tag:yaml.org,2002:merge"
_SCHEMA: tuple[tuple[str, str, str], ...] = (
    ("tag:yaml.org,2002:bool", r"^(?:true|True|false|False)$", "tTfF"),
    ("tag:yaml.org,2002:int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?$", "-+0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|)$", "~nN\0"),
    (_MERGE, r"^<<$", "<"),
)


class YamlError(Exception):
    """Why a text is no YAML that is read here; `line` is 1-based, None where it has none."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class YamlLines:
    """The line of each key and item of a document that has been parsed.

    Indexed level by level, so that one who asks for each of its entries stays linear.
    """

    def __init__(self, text: str) -> None:
        loader = _LOADER(text)
        try:
            self._root = loader.get_single_node()
        finally:
            loader.dispose()
        self._index: dict[int, dict[str, tuple[int, yaml.Node]]] = {}

    def find(self, *keys: str | int) -> int | None:
        """The 1-based line of what `keys` lead to from the top; None where there is none."""
        if self._root is None:
            return None
        node, line = self._root, self._root.start_mark.line + 1
        for key in keys:
            found = self._children(node).get(str(key))
            if found is None:
                return None
            line, node = found
        return line

    def _children(self, node: yaml.Node) -> dict[str, tuple[int, yaml.Node]]:
        if id(node) not in self._index:
            children: dict[str, tuple[int, yaml.Node]] = {}
            if isinstance(node, yaml.MappingNode):
                children = {str(key.value): (key.start_mark.line + 1, value) for key, value in node.value}
            elif isinstance(node, yaml.SequenceNode):
                children = {str(at): (item.start_mark.line + 1, item) for at, item in enumerate(node.value)}
            self._index[id(node)] = children
        return self._index[id(node)]


def construct_data(text: str) -> object:
    """The document as plain Python values. Raises YamlError."""
    loader: _Loader | None = None
    try:
        _refuse_depth(text)
        loader = _LOADER(text)
        data = loader.get_single_data()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        kind = "" if isinstance(fault, ConstructorError) else "not valid YAML: "
        raise YamlError(kind + _describe_fault(fault), mark.line + 1 if mark else None) from None
    except yaml.reader.ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1 if isinstance(fault.position, int) else None
        raise YamlError("not valid YAML: a control character; remove it", line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise YamlError(f"not valid YAML: {fault}") from None
    finally:
        if loader is not None:
            loader.dispose()
    if "*" in text and "&" in text and _count_unfolded(data) > MAX_UNFOLDED_NODES:
        raise YamlError("its aliases unfold to too much data; write the values out")
    return data


# ── upon PyYAML ───────────────────────────────────────────────────────────────────────────────


class _StrictConstructor(SafeConstructor):
    """Safe construction that refuses a key given twice, and merges that unfold without end."""

    merged = 0

    def flatten_mapping(self, node: Any) -> None:
        before = len(node.value)
        super().flatten_mapping(node)
        self.merged += max(0, len(node.value) - before)
        if self.merged > MAX_UNFOLDED_NODES:
            problem = "its merges (<<) unfold to too much data; write the values out"
            raise ConstructorError(None, None, problem, node.start_mark)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: dict[str, int] = {}
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag == _MERGE:
                continue
            if key_node.value in seen:
                first = seen[key_node.value]
                problem = f"the key {key_node.value!r} stands twice (first on line {first}); keep one of them"
                raise ConstructorError(None, None, problem, key_node.start_mark)
            seen[key_node.value] = key_node.start_mark.line + 1
        return super().construct_mapping(node, deep)


class _Loader(Protocol):
    def get_single_data(self) -> object: ...

    def get_single_node(self) -> yaml.Node | None: ...

    def check_event(self) -> bool: ...

    def get_event(self) -> yaml.Event: ...

    def dispose(self) -> None: ...


class _LoaderClass(Protocol):
    def __call__(self, stream: str) -> _Loader: ...

    def add_implicit_resolver(self, tag: str, regexp: re.Pattern[str], first: list[str]) -> None: ...


def _build_loader() -> _LoaderClass:
    """The strict loader upon libyaml where it is there, upon the pure Python parser elsewhere."""
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    built = cast(_LoaderClass, type("StrictLoader", (_StrictConstructor, base), {"yaml_implicit_resolvers": {}}))
    for tag, pattern, first in _SCHEMA:
        built.add_implicit_resolver(tag, re.compile(pattern), ["" if char == "\0" else char for char in first])
    return built


_LOADER = _build_loader()


def _describe_fault(fault: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (fault.context, fault.problem) if part]
    told = ": ".join(parts) or "the parser gives no reason"
    return told if len(told) <= _LONGEST_FAULT else f"{told[:_LONGEST_FAULT]}…"


def _refuse_depth(text: str) -> None:
    """Raise YamlError where values nest too deep; the levels are counted before anything recursive sees the text."""
    if text.count("[") + text.count("{") <= MAX_DEPTH and _STEEP.search(text) is None:
        return
    loader, depth = _LOADER(text), 0
    try:
        while loader.check_event():
            event = loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                mark = event.start_mark
                message = f"lists and mappings nest deeper than {MAX_DEPTH} levels; write them flatter"
                raise YamlError(message, mark.line + 1 if mark else None)
    finally:
        loader.dispose()


def _count_unfolded(data: object) -> int:
    """How many nodes `data` has with each alias written out; beyond the limit for one that holds itself."""
    sizes: dict[int, int] = {}

    def count(value: object) -> int:
        if not isinstance(value, dict | list):
            return 1
        known = sizes.get(id(value))
        if known is None:
            # An alias to what is still being counted is a ring.
            sizes[id(value)] = MAX_UNFOLDED_NODES + 1
            items = value if isinstance(value, list) else value.values()
            known = sizes[id(value)] = 1 + sum(count(item) for item in items)
        return known

    return count(data)
