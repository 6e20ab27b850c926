"""`hfcheck diff`: what changed between two states of the ledger, for reading and for a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Words

from hfcheck.changes import ChangedClaim, LedgerChanges
from hfcheck.model import Attribution, Claim, Entity, EventRef, Finding, Moment, Role, Severity, Value
from hfcheck.report.display import describe_lane, describe_value
from hfcheck.report.inert import escape_markdown
from hfcheck.report.visible import make_visible

_SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_NOTHING = "·"


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def describe_changes(changes: LedgerChanges) -> str:
    """Sum up in a sentence: "2 claims added, 1 removed, 0 changed; 1 conflict opened, 0 settled." """
    claims = changes.claims
    moved = f", {len(claims.moved)} moved" if claims.moved else ""
    return (
        f"{_count(len(claims.added), 'claim')} added, {len(claims.removed)} removed, {len(claims.changed)} changed"
        f"{moved}; {_count(len(changes.opened), 'conflict')} opened, {len(changes.settled)} settled."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def list_differences(changed: ChangedClaim) -> list[tuple[str, str, str]]:
    """What differs in a claim: the field, what it was and what it is, in words."""
    return [(name, _describe_field(changed.old, name), _describe_field(changed.new, name)) for name in changed.fields]


def _describe_field(claim: Claim, name: str) -> str:
    if name == "quote":
        return f"“{claim.evidence[0].quote}”"
    if name == "attribution":
        return describe_lane(claim.attribution)
    return _describe(getattr(claim, name)) or _NOTHING


def _describe(value: Value | Role | EventRef | Attribution | tuple[Role, ...] | str | bool | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value.replace("_", " ")
        case tuple():
            return ", ".join(_describe(one) for one in value)
        case Role(role=role, entity=Entity(name=name)):
            return f"{role} {name}"
        case EventRef(kind=kind, participants=participants, time=time):
            return " ".join(part for part in (kind, ", ".join(participants), _describe(time)) if part)
        case Moment():
            words = describe_value(value)
            return words if value.start is None else f"{words} ({value.start} to {value.end or 'now'})"
        case Attribution(source=source):
            return source or "unnamed"
        case _:
            return describe_value(value)


# ── terminal ──────────────────────────────────────────────────────────────────────────────────


def draw_changes(changes: LedgerChanges, catalogue: Mapping[str, str]) -> RenderableType:
    """Lay the changes out for a terminal: per article, then the conflicts, then the sum. `catalogue`: rules' titles."""
    blocks: list[RenderableType] = [Words(make_visible(f"{changes.before} → {changes.after}"), style="bold"), Words("")]
    for article, lines in _group_changes(changes).items():
        blocks.append(Words(make_visible(article), style="bold"))
        blocks += [Padding(line, (0, 0, 0, 2)) for line in lines]
        blocks.append(Words(""))
    for title, style, findings in (
        ("Conflicts opened", "bold red", changes.opened),
        ("Conflicts settled", "bold green", changes.settled),
    ):
        if findings:
            blocks.append(Words(title, style=style))
            blocks += [Padding(_draw_finding(finding, catalogue), (0, 0, 0, 2)) for finding in findings]
            blocks.append(Words(""))
    blocks.append(Words(describe_changes(changes), style="bold"))
    return Group(*blocks)


def _group_changes(changes: LedgerChanges) -> dict[str, list[Words]]:
    claims = changes.claims
    rows = [(_place(claim), 0, _draw_claim("-", "red", claim)) for claim in claims.removed]
    rows += [(_place(claim), 2, _draw_claim("+", "green", claim)) for claim in claims.added]
    rows += [(_place(one.new), 1, _draw_changed(one)) for one in claims.changed]
    grouped: dict[str, list[Words]] = {}
    for place, _, line in sorted(rows, key=lambda row: row[:2]):
        grouped.setdefault(place[0], []).append(line)
    return grouped


def _place(claim: Claim) -> tuple[str, int, int, str]:
    span = claim.evidence[0].span
    return span.article, span.start, span.end, claim.id


def _draw_claim(sign: str, style: str, claim: Claim) -> Words:
    line = Words(f"{sign} {make_visible(claim.text)}", style=style)
    return (
        line.append(f"  {make_visible(describe_lane(claim.attribution))}", style="dim") if claim.attribution else line
    )


def _draw_changed(changed: ChangedClaim) -> Words:
    line = Words(f"~ {make_visible(changed.new.text)}", style="yellow")
    for name, old, new in list_differences(changed):
        line.append(f"\n    {name}: ", style="dim not yellow")
        line.append(make_visible(old), style="red").append(" → ", style="not yellow")
        line.append(make_visible(new), style="green")
    return line


def _draw_finding(finding: Finding, catalogue: Mapping[str, str]) -> Words:
    line = Words(finding.severity.value, style=_SEVERITY_STYLES.get(finding.severity, "bold"))
    line.append(f" {finding.rule} {catalogue.get(finding.rule, '')}".rstrip(), style="not bold default")
    return line.append(f": {make_visible(finding.message)} [{finding.fingerprint}]", style="not bold default")


# ── Markdown ──────────────────────────────────────────────────────────────────────────────────


def render_changes_markdown(changes: LedgerChanges, catalogue: Mapping[str, str]) -> str:
    """Render the changes as GitHub-flavoured Markdown; text from articles is escaped. `catalogue`: rules' titles."""
    parts = [f"## Claims: {escape_markdown(changes.before)} → {escape_markdown(changes.after)}"]
    parts.append(describe_changes(changes))
    for title, findings in (("Conflicts opened", changes.opened), ("Conflicts settled", changes.settled)):
        if findings:
            parts += [f"### {title}", "\n".join(_finding_item(finding, catalogue) for finding in findings)]
    articles: dict[str, list[str]] = {}
    for place, item in sorted(_list_items(changes), key=lambda pair: pair[0]):
        articles.setdefault(place[0], []).append(item)
    for article, items in articles.items():
        parts += [f"### {escape_markdown(article)}", "\n".join(items)]
    return "\n\n".join(parts) + "\n"


def _list_items(changes: LedgerChanges) -> Iterator[tuple[tuple[str, int, int, str], str]]:
    for claim in changes.claims.removed:
        yield _place(claim), f"- removed: ~~{escape_markdown(claim.text)}~~"
    for claim in changes.claims.added:
        yield _place(claim), f"- added: {escape_markdown(claim.text)}"
    for changed in changes.claims.changed:
        told = "; ".join(
            f"{name}: ~~{escape_markdown(old)}~~ → **{escape_markdown(new)}**"
            for name, old, new in list_differences(changed)
        )
        yield _place(changed.new), f"- changed: {escape_markdown(changed.new.text)} ({told})"


def _finding_item(finding: Finding, catalogue: Mapping[str, str]) -> str:
    title = escape_markdown(f"{finding.rule} {catalogue.get(finding.rule, '')}".rstrip())
    return f"- {finding.severity.value} {title}: {escape_markdown(finding.message)} (`{finding.fingerprint}`)"
