"""A folder that is there as a whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

SHOWN = 3  # names, in a message
# What hidden folders beside ``target`` are called after its name: the new one while it is written,
# the old one while they are swapped.
WRITING, BEFORE = ".writing-", ".before-"


class UnusableFolder(Exception):  # noqa: N818 - like ``UnreadableDate``
    """Why nothing is written there, in words."""


@contextmanager
def replace_folder(target: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """A new folder to write into, which takes the place of ``target`` once the block is done.

    If the block fails, ``target`` is as it was. What stands there may be nothing, an empty folder,
    or one of which ``is_ours`` says that it was written so before. Anything else raises
    ``UnusableFolder``. What a process left that was killed meanwhile is removed. One at a time
    writes beside ``target``; others wait.
    """
    target = Path(os.path.realpath(target))
    with ExitStack() as held:
        with _in_words(target):
            _check(target, is_ours)
            held.enter_context(_alone_in(target.parent))
            _remove_left_overs(target, WRITING)
            made = Path(tempfile.mkdtemp(prefix=f".{target.name}{WRITING}", dir=target.parent))
        held.callback(shutil.rmtree, made, ignore_errors=True)
        yield made
        with _in_words(target):
            made.chmod(0o777 & ~_umask())
            _check(target, is_ours)  # what has come there meanwhile is not ours to take away
            _swap(made, target)
            _remove_left_overs(target, BEFORE)  # only now: one may hold the last that was whole


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _remove_left_overs(target: Path, mark: str) -> None:
    for folder in target.parent.iterdir():
        if folder.name.startswith(f".{target.name}{mark}") and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnusableFolder(f"{target} cannot be written: {error.strerror or error}.") from None


def _check(target: Path, is_ours: Callable[[Path], bool]) -> None:
    if not target.parent.is_dir():
        raise UnusableFolder(f"{target.parent} is no folder: make it first.")
    if target.exists() and not target.is_dir():
        raise UnusableFolder(f"{target} is a file: name a folder.")
    held = sorted(path.name for path in target.iterdir()) if target.exists() else []
    if held and not is_ours(target):
        things = ", ".join(held[:SHOWN])
        if len(held) > SHOWN:
            things += f" and {len(held) - SHOWN} more"
        raise UnusableFolder(
            f"{target} holds other things ({things}): name a new folder, or an empty one."
        )


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


def _swap(made: Path, target: Path) -> None:
    """Put one folder where the other is. The old one is removed only once the new one stands."""
    before = Path(tempfile.mkdtemp(prefix=f".{target.name}{BEFORE}", dir=target.parent))
    try:
        if target.exists():
            target.rename(before)
        try:
            made.rename(target)
        except OSError:
            if any(before.iterdir()):
                before.rename(target)
            raise
    finally:
        shutil.rmtree(before, ignore_errors=True)
