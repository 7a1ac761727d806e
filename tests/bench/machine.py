"""On what it was measured."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psycopg
from sqlalchemy import URL

from tests.postgres import connect

LIBRARIES = ("aiogram", "aiohttp", "pydantic", "SQLAlchemy", "aiosqlite", "psycopg", "uvloop")


def described(server: URL | None) -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores, {memory / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        "SQLite": f"{_sqlite()}, WAL, synchronous=FULL",
        "PostgreSQL": _postgres(server) if server else "none was found",
        "load before": " ".join(f"{one:.1f}" for one in os.getloadavg()),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version


def _postgres(server: URL) -> str:
    with connect(server) as connection:
        said = [_shown(connection, name) for name in ("server_version", "fsync")]
        return f"{said[0]}, fsync={said[1]}, on the same machine"


def _shown(connection: psycopg.Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    return str(row[0]) if row else "?"
