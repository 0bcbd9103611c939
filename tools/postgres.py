"""A private PostgreSQL for tests: started in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


class NoPostgres(Exception):
    """PostgreSQL cannot be started here; the text says why."""


@contextmanager
def private_instance() -> Iterator[str]:
    """Start an instance and give its ``DATABASE_URL``.

    PostgreSQL refuses to run as root, so as root it runs as the user ``postgres``. The locale
    is C.UTF-8: under plain C, trigrams of Khmer come out empty.

    Raises:
        NoPostgres: the binaries or the user are missing.
    """
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="ponleu-postgres-"))
    as_user = _as_user(folder)
    data, port = folder / "data", _free_port()
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
    settings += " -c synchronous_commit=off -c full_page_writes=off"  # nothing of it is kept
    try:
        _do(
            as_user,
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        _do(
            as_user,
            binaries / "pg_ctl",
            "-D",
            data,
            "-o",
            settings,
            "-l",
            folder / "log",
            "-w",
            "start",
        )
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            _do(as_user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if versions:
        return versions[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise NoPostgres("no PostgreSQL binaries (Debian: apt-get install postgresql)")


def _as_user(folder: Path) -> list[str]:
    if os.getuid() != 0:
        return []
    try:
        owner = pwd.getpwnam("postgres")
    except KeyError:
        raise NoPostgres("root may not run PostgreSQL and there is no user postgres") from None
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _do(as_user: Sequence[str], *words: object) -> None:
    command = [*as_user, *map(str, words)]
    done = subprocess.run(
        command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise NoPostgres(f"{words[0]} failed: {done.stderr.strip()[-300:]}")
