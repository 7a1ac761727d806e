"""`doorstep` as an operator runs it: a process of its own, in a directory of its own."""

import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import cli
from tests.forked import SERVER, ended

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"


@dataclass(frozen=True)
class Result:
    status: int | None
    out: str
    err: str


@dataclass(frozen=True)
class Terminal:
    """`settings` are DOORSTEP_ settings, named without the prefix."""

    folder: Path
    settings: Mapping[str, str]

    async def doorstep(self, *arguments: str, **settings: str | None) -> Result:
        """Settings given here come on top; None takes one away."""
        return await self._run({}, arguments, {**self.settings, **settings})

    async def speaking(self, variables: Mapping[str, str], *arguments: str) -> Result:
        """With these variables of the environment, as LC_ALL."""
        return await self._run(variables, arguments, self.settings)

    async def _run(
        self,
        variables: Mapping[str, str],
        arguments: Sequence[str],
        chosen: Mapping[str, str | None],
    ) -> Result:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("DOORSTEP_")}
        given = {f"DOORSTEP_{name}": value for name, value in chosen.items() if value is not None}
        environment = {**inherited, **given, "LOGNAME": "li", **variables}
        with TemporaryDirectory() as outputs:
            out, err = Path(outputs, "out"), Path(outputs, "err")
            told = (arguments, environment, self.folder, out, err)
            process = SERVER.Process(target=_run, args=told, daemon=True)
            process.start()
            return Result(await ended(process), *map(_said, (out, err)))


def _said(on: Path) -> str:
    return on.read_text(encoding="utf-8")


def _run(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, out: Path, err: Path
) -> None:
    """What the forked process does."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.stdout, sys.stderr = out.open("w", encoding="utf-8"), err.open("w", encoding="utf-8")
    warnings.simplefilter("default")  # An operator would see them.
    sys.argv = ["doorstep", *arguments]
    cli.main()
