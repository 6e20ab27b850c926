"""A cache is believed only where this user's hfcheck made it; what makes that so is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hfcheck import sealed
from hfcheck.sealed import read_sealed, write_sealed


def forget() -> None:
    """As a new process knows nothing of the secret."""
    vars(sealed)["_open_secret"].cache_clear()


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    forget()
    yield tmp_path / "home" / "hfcheck" / "seal"
    forget()


def test_what_was_written_is_read_back_by_the_same_user(secret: Path, tmp_path: Path) -> None:
    path = tmp_path / "cache" / "x"
    write_sealed(path, ("version", "article"), b"payload")
    forget()
    assert read_sealed(path, ("version", "article")) == b"payload"
    assert read_sealed(path, ("version", "other")) is None
    assert secret.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in secret.parent.iterdir()] == ["seal"]
    secret.write_bytes(b"x" * 32)
    forget()
    assert read_sealed(path, ("version", "article")) is None


@pytest.mark.parametrize("left", [b"", b"cut short", b"x" * 33])
def test_a_secret_that_was_cut_short_is_made_anew(left: bytes, secret: Path, tmp_path: Path) -> None:
    secret.parent.mkdir(parents=True)
    secret.write_bytes(left)
    write_sealed(tmp_path / "x", (), b"payload")
    forget()
    assert read_sealed(tmp_path / "x", ()) == b"payload"
    assert len(secret.read_bytes()) == 32


def test_without_a_place_for_the_secret_nothing_is_kept(secret: Path, tmp_path: Path) -> None:
    secret.parent.parent.write_text("a file where the folder should be", encoding="utf-8")
    write_sealed(tmp_path / "x", (), b"payload")
    assert read_sealed(tmp_path / "x", ()) is None
    assert not (tmp_path / "x").exists()
