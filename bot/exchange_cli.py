"""The command line: `doorstep alert import`, `export` and `feeds`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commanding import run_command


def add_to(alert: typer.Typer) -> None:
    alert.command("import")(import_file)
    alert.command()(export)
    alert.command()(feeds)


def import_file(
    file: Annotated[Path, typer.Argument(help="An alert of another authority: CAP 1.2, XML.")],
) -> None:
    """Take another authority's alert in: it waits for a leader or chief to approve it."""
    from bot.commands import exchange as command

    run_command(command.import_file, file)


def export(
    number: Annotated[str, typer.Argument(help="The alert's number, in capitals or not.")],
    to: Annotated[Path | None, typer.Option(help="The file; otherwise it is shown.")] = None,
) -> None:
    """Write an alert for other authorities: CAP 1.2, XML."""
    from bot.commands import exchange as command

    run_command(command.export, number, to)


def feeds() -> None:
    """List other authorities' feeds, when each was good last, and what is wrong with it."""
    from bot.commands import exchange as command

    run_command(command.feeds)
