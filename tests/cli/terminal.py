"""`doorstep` as an operator runs it: a process of its own, in a directory of its own."""

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Terminal:
    """`settings` are DOORSTEP_ settings, named without the prefix."""

    folder: Path
    settings: Mapping[str, str]

    async def doorstep(self, *arguments: str, **settings: str | None) -> Result:
        """Settings given here come on top; None takes one away."""
        program = Path(sys.executable).with_name("doorstep")
        chosen = {**self.settings, **settings}
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("DOORSTEP_")}
        given = {f"DOORSTEP_{name}": value for name, value in chosen.items() if value is not None}
        process = await asyncio.create_subprocess_exec(
            program,
            *arguments,
            cwd=self.folder,
            env={**inherited, **given, "PYTHONWARNINGS": "default", "LOGNAME": "li"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        return Result(process.returncode or 0, out.decode(), err.decode())
