"""python -m tests.matrix: the rows of docs/permissions.md as the bot behaves now."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from models.schema import create_all
from tests.databases import SqliteTemplate
from tests.matrix.presses import Press, every_press
from tests.matrix.scene import make_cases, set_up
from tests.matrix.table import NEVER, Standing, Where, Who, cell_of
from tests.street import open_street

AT_ONCE = 400


async def observe(folder: Path) -> list[Press]:
    url = SqliteTemplate(folder / "template.db", create_all).copy(folder / "doorstep.db")
    presses = list(every_press({}))
    async with open_street(url, folder, "en") as street:
        scene = await set_up(street)
        for some in (presses[i : i + AT_ONCE] for i in range(0, len(presses), AT_ONCE)):
            for press, fresh in zip(
                some, await make_cases(scene, [one.standing for one in some]), strict=True
            ):
                await press.press(scene, fresh)
            await street.quiet()
    return presses


def rows(presses: Iterable[Press]) -> Iterable[str]:
    """A row where it is the same at every place where it works at all."""
    allowed: dict[str, dict[Where, dict[Who, set[Standing]]]] = defaultdict(
        lambda: {where: {who: set() for who in Who} for where in Where}
    )
    for one in presses:
        if not one.refused:
            allowed[one.name][one.where][one.who].add(one.standing)
        else:
            allowed[one.name]
    for name, places in allowed.items():
        for where, people in places.items():
            cells = [cell_of(people[who]) for who in Who]
            if any(cell != NEVER for cell in cells):
                yield f"| `{name}` | {where} | " + " | ".join(cells) + " |"


def main() -> None:
    quiet = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=quiet)
    with TemporaryDirectory() as folder:
        for row in rows(asyncio.run(observe(Path(folder)))):
            print(row)


if __name__ == "__main__":
    main()
