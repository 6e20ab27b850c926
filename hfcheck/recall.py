"""What the last audit found, for the next one of the very same claims: then no rule need run at all."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from hfcheck.model import Claim, Finding, Severity
from hfcheck.sealed import read_sealed, write_sealed

_FILE = "findings.msgpack"


class Concluded(msgspec.Struct, frozen=True):
    """What the rules said of some claims: the findings of a report, and which rules ran."""

    findings: tuple[Finding, ...]
    rules_run: tuple[str, ...]
    rules_off: tuple[str, ...]


class FindingCache:
    """One file under `folder`, for one `version` of code and knowledge, settings of the rules, and all claims."""

    def __init__(
        self, folder: Path, version: Sequence[str], settings: Mapping[str, Severity], claims: Sequence[Claim]
    ) -> None:
        self._path = folder / _FILE
        chosen = ",".join(f"{rule}={severity}" for rule, severity in sorted(settings.items()))
        self._made_from = (*version, chosen, _digest_claims(claims))

    def load(self) -> Concluded | None:
        """What was found among just these claims; None where that is not known."""
        payload = read_sealed(self._path, self._made_from)
        try:
            return msgspec.msgpack.decode(payload, type=Concluded) if payload is not None else None
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return None

    def save(self, concluded: Concluded) -> None:
        """Keep it for the next run; quietly nothing where it cannot be kept."""
        with contextlib.suppress(UnicodeError):
            write_sealed(self._path, self._made_from, msgspec.msgpack.encode(concluded))


def _digest_claims(claims: Sequence[Claim]) -> str:
    try:
        return hashlib.sha256(msgspec.msgpack.encode(claims)).hexdigest()
    except UnicodeError:
        # Half a surrogate pair: such claims are known to no run.
        return secrets.token_hex()
