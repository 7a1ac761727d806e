"""`doorstep demo` as a person runs it: a process with an environment and output of its own."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO

import pytest

from bot import cli
from tests.forked import SERVER

MARKS = [pytest.mark.slow, pytest.mark.timeout(180), pytest.mark.xdist_group("demo")]
ENDS_WITHIN = 60.0


@dataclass
class Demo:
    process: BaseProcess
    output: IO[str]
    errors: Path
    temporary: Path

    @property
    def pid(self) -> int:
        assert self.process.pid
        return self.process.pid

    def left_behind(self) -> list[Path]:
        return list(self.temporary.iterdir())

    def ends(self) -> tuple[int | None, str, str]:
        """Its exit status, and what it still says on its output, and on the one for errors."""
        said = self.output.read()
        self.process.join(ENDS_WITHIN)
        return self.process.exitcode, said, self.errors.read_text(encoding="utf-8")


@contextmanager
def demo(folder: Path, *options: str, **environment: str) -> Iterator[Demo]:
    """`folder` holds its output and its temporary files."""
    output, errors, temporary = folder / "output", folder / "errors", folder / "temporary"
    temporary.mkdir(parents=True)
    os.mkfifo(output)
    told = {"PATH": os.environ["PATH"], "TMPDIR": str(temporary), **environment}
    process = SERVER.Process(target=_play, args=(options, told, output, errors))
    process.start()
    try:
        with output.open(encoding="utf-8") as said:
            yield Demo(process, said, errors, temporary)
    finally:
        process.kill()
        process.join()


def _play(options: Sequence[str], told: dict[str, str], output: Path, errors: Path) -> None:
    os.environ.clear()
    os.environ.update(told)
    sys.stdout, sys.stderr = output.open("w", encoding="utf-8"), errors.open("w", encoding="utf-8")
    sys.argv = ["doorstep", "demo", *options]
    cli.main()
