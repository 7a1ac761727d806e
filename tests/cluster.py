"""A private PostgreSQL in a temporary directory, for machines on which none is running."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL

CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def binaries() -> Path | None:
    """The directory of the newest initdb and pg_ctl, in Debian's place or on PATH."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(installed, key=lambda path: int(path.parts[-3]), reverse=True)
    on_path = [Path(found).resolve()] if (found := shutil.which("initdb")) else []
    for initdb in (*newest, *on_path):
        if (initdb.parent / "pg_ctl").exists():
            return initdb.parent
    return None


@contextmanager
def started(programs: Path, *, durable: bool) -> Iterator[URL]:
    account = _account()
    home = Path(tempfile.mkdtemp(prefix="doorstep-postgres-"))
    if account:
        os.chown(home, account.pw_uid, account.pw_gid)
    pg_ctl = [str(programs / "pg_ctl"), "--silent", "--pgdata", str(home / "data")]
    try:
        options = "--no-instructions --no-sync --auth=trust --username=postgres --encoding=UTF8"
        _run([*pg_ctl, "init", "-o", f"{options} --locale=C.UTF-8"], home, account)
        port = _free_port()
        with (home / "data" / "postgresql.conf").open("a") as settings:
            settings.write(_settings(home, port, durable=durable))
        _run([*pg_ctl, "start", "--wait", "--log", str(home / "log")], home, account)
        try:
            yield URL.create(
                "postgresql+psycopg", "postgres", host="127.0.0.1", port=port, database="postgres"
            )
        finally:
            _run([*pg_ctl, "stop", "--mode=immediate"], home, account)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; the account to run it under instead."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _settings(home: Path, port: int, *, durable: bool) -> str:
    lines = [
        "listen_addresses='127.0.0.1'",
        f"port={port}",
        f"unix_socket_directories='{home}'",
        "max_connections=200",
        *(() if durable else CARELESS),
    ]
    return "\n".join(["", *lines, ""])


def _run(command: list[str], home: Path, account: pwd.struct_passwd | None) -> None:
    # A file, because the server would keep a pipe open for as long as it runs.
    with (home / "said").open("w+") as said:
        done = subprocess.run(
            command,
            cwd=home,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said.seek(0)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} failed: {said.read().strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
