"""A small file that several processes change: read whole, replaced whole, under a lock.

At any moment, whatever is killed, the path holds the old bytes or the new ones. No link is followed
at the path itself or its lock, no other file than a regular one is read, and nothing but a regular
file is ever replaced.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LARGEST = 1_000_000
"""Bytes of a file that is read or written."""
PATIENCE = 1.0
"""Seconds to wait for the lock."""
MOST_ASIDE = 20
_POLL = 0.005
_DAY = 86_400.0
_NOT_FOLLOWED = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_NEW = ".new"
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


class StoreError(Exception):
    """A file that is left as it is, neither read nor written; the message is one line."""


def read(path: Path) -> bytes | None:
    """What is in a file; None where there is none.

    Raises StoreError for a link, for what is no regular file, and for one that is too large
    or cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _NOT_FOLLOWED)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: {_why(error, path)}") from None
    try:
        _require_regular(descriptor, path)
        data = _read_all(descriptor)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from None
    finally:
        os.close(descriptor)
    if len(data) > LARGEST:
        raise StoreError(f"{path}: larger than {LARGEST} bytes")
    return data


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock of a file, which is a file beside it; whether there are locks there at all.

    Raises StoreError where another process holds it for long, OSError where the lock's file
    cannot be made.
    """
    lock = path.with_suffix(".lock")
    deadline = time.monotonic() + PATIENCE
    try:
        descriptor, held = _lock_file(lock, deadline)
    except OSError as error:
        raise StoreError(f"{lock}: {_why(error, lock)}") from None
    try:
        yield held
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those it is in, for its owner alone, where they are missing."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)


def replace(path: Path, data: bytes) -> None:
    """Put new bytes in a file's place, all of them or none; raises OSError for none."""
    beside = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}{_NEW}")
    _create(beside, data)
    try:
        os.replace(beside, path)
    except OSError:
        _remove(beside)
        raise
    _sync(path.parent)


def set_aside(path: Path, data: bytes, stamp: str) -> Path:
    """Keep bytes found in a file under a name of their own beside it; returns that.

    Raises StoreError where so many are kept already that something must be wrong.
    """
    start = f"{path.name}.corrupt-"
    if sum(name.startswith(start) for name in os.listdir(path.parent)) >= MOST_ASIDE:
        raise StoreError(f"{path}: corrupt, and {MOST_ASIDE} such files are kept already")
    for number in range(MOST_ASIDE + 1):
        aside = path.with_name(start + stamp + (f"-{number}" if number else ""))
        with suppress(FileExistsError):
            _create(aside, data)
            return aside
    raise StoreError(f"{path}: corrupt, and there is no name left to keep it by")


def sweep(path: Path) -> None:
    """Remove what sessions that were killed while writing have left beside a file, a day ago."""
    start, long_ago = f"{path.name}.", time.time() - _DAY
    with suppress(OSError), os.scandir(path.parent) as beside:
        for each in beside:
            if each.name.startswith(start) and each.name.endswith(_NEW):
                with suppress(OSError):
                    if each.stat(follow_symlinks=False).st_mtime < long_ago:
                        os.unlink(each.path)


# -- the lock ----------------------------------------------------------------------------------


def _lock_file(lock: Path, deadline: float) -> tuple[int, bool]:
    """The open lock file, and whether it is locked."""
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | _NOT_FOLLOWED, 0o600)
        try:
            _require_regular(descriptor, lock)
            held = _wait(descriptor, lock, deadline)
            if _stands(descriptor, lock):
                return descriptor, held
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _wait(descriptor: int, lock: Path, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise StoreError(f"{lock}: held by another session") from None
            time.sleep(_POLL)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise
        else:
            return True


def _stands(descriptor: int, lock: Path) -> bool:
    """Whether the file that is open is still the one that others will find."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(lock))
    except FileNotFoundError:
        return False


# -- files -------------------------------------------------------------------------------------


def _create(path: Path, data: bytes) -> None:
    """Write a file that was not there, down to the disk; leaves none where that fails."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOT_FOLLOWED
    descriptor = os.open(path, flags, 0o600)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        _remove(path)
        raise


def _read_all(descriptor: int) -> bytes:
    """All bytes, or more than are wanted."""
    data = b""
    while len(data) <= LARGEST and (more := os.read(descriptor, LARGEST + 1)):
        data += more
    return data


def _require_regular(descriptor: int, path: Path) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise StoreError(f"{path}: not a regular file")


def _remove(path: Path) -> None:
    with suppress(OSError):
        os.unlink(path)


def _sync(folder: Path) -> None:
    """Have the disk know of a renaming; where it cannot be told, a power cut may undo it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _why(error: OSError, path: Path) -> str:
    if error.errno == errno.ELOOP and path.is_symlink():
        return "a symbolic link, which is not followed"
    return error.strerror or str(error)
