"""Files as they stood at a revision of git. Only local objects are read; nothing is fetched or filtered."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from hfcheck.errors import ConfigError
from hfcheck.files import write_atomic

# A partial clone must not fetch what it lacks, nor git ask for a password or take a lock for a mere look.
_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
_PLAIN_FILES = ("100644", "100755")


def find_commit(root: Path, revision: str) -> str:
    """The full name of the commit that `revision` means in the repository around `root`.

    Raises ConfigError where git is not there, `root` is in no repository, or there is no such commit.
    """
    if revision.startswith("-") or not revision:
        raise ConfigError(f"{revision!r} is no revision of git; give a commit, branch or tag")
    _run_git(root, "rev-parse", "--git-dir")
    try:
        found = _run_git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except ConfigError:
        hint = "; a shallow clone may not have it" if (_find_git_dir(root) / "shallow").exists() else ""
        raise ConfigError(f"git knows no revision {revision!r}{hint}") from None
    return found.decode().strip()


def read_file_at(root: Path, revision: str, path: str) -> bytes | None:
    """The bytes of the file `path`, relative to `root`, at a revision; None where it was not there.

    Raises ConfigError as `find_commit` does.
    """
    wanted = str(PurePosixPath(path))
    for name, blob in _list_files(root, find_commit(root, revision), (wanted,)):
        if name == wanted:
            return next(_read_blobs(root, [blob]))
    return None


def find_author(root: Path) -> str | None:
    """The name that git would commit under in `root`; None where git is not there or knows none."""
    try:
        return _run_git(root, "config", "user.name").decode("utf-8", "replace").strip() or None
    except ConfigError:
        return None


def export_files(root: Path, revision: str, folder: Path, wants: Callable[[str], bool]) -> tuple[str, ...]:
    """Write the files below `root` that stood there at a revision, and that `wants` (a path) wants, into `folder`.

    Gives their paths, POSIX and relative to `root`, sorted. Links are left out. Raises ConfigError as `find_commit`
    does, HfcheckError where a file cannot be written.
    """
    found = sorted((name, blob) for name, blob in _list_files(root, find_commit(root, revision)) if wants(name))
    for (name, _), data in zip(found, _read_blobs(root, [blob for _, blob in found]), strict=True):
        write_atomic(folder / name, data)
    return tuple(name for name, _ in found)


def _list_files(root: Path, commit: str, paths: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Path, relative to `root`, and blob of each plain file."""
    # A pathspec's magic is switched off: a file may be named "*.txt".
    arguments = ("--literal-pathspecs", "ls-tree", "-r", "-z", commit, "--", *paths)
    for entry in _run_git(root, *arguments).split(b"\0"):
        head, tab, name = entry.partition(b"\t")
        if tab:
            mode, _, blob = head.decode().split()
            # Above `root` is nothing of ours: `..` would lead out of the folder that is written to.
            path = os.fsdecode(name)
            if mode in _PLAIN_FILES and ".." not in PurePosixPath(path).parts:
                yield path, blob


def _read_blobs(root: Path, blobs: Sequence[str]) -> Iterator[bytes]:
    if not blobs:
        return
    answer = _run_git(root, "cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in blobs).encode())
    at = 0
    for blob in blobs:
        end = answer.index(b"\n", at)
        words = answer[at:end].split()
        if len(words) != 3:
            raise ConfigError(f"git lacks the object {blob}; fetch it first")
        start, size = end + 1, int(words[2])
        yield answer[start : start + size]
        at = start + size + 1


def _find_git_dir(root: Path) -> Path:
    return root / os.fsdecode(_run_git(root, "rev-parse", "--git-common-dir").strip())


def _run_git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, input=stdin, capture_output=True, check=False, env={**os.environ, **_QUIET}
        )
    except OSError as fault:
        raise ConfigError(f"git cannot be run: {fault.strerror or fault}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(f"git: {said[0].removeprefix('fatal: ') if said else f'exit code {done.returncode}'}")
    return done.stdout
