"""The command line: `doorstep roster` and what goes with it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commanding import run_command

roster = typer.Typer(help="Who is on duty in the next 14 days; rosters from elsewhere.")

Name = Annotated[str, typer.Argument(help="What the roster is called here.")]


@roster.callback()
def show(context: typer.Context) -> None:
    """Show the next 14 days by grid, with gaps and double bookings, and hours by officer."""
    from bot.commands import roster as command

    if context.invoked_subcommand is None:
        run_command(command.show)


@roster.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="An .ics file.")],
    name: Annotated[str | None, typer.Option(help="Otherwise the file's name.")] = None,
) -> None:
    """Take a calendar file in; one of the same name is replaced."""
    from bot.commands import roster as command

    run_command(command.import_file, file, name or file.stem)


@roster.command()
def feed(
    name: Annotated[str | None, typer.Argument(help="What it is called here.")] = None,
    url: Annotated[str | None, typer.Argument(help="An .ics address (https).")] = None,
) -> None:
    """List the rosters and what is wrong with them; with a name and an address, poll that."""
    from bot.commands import roster as command

    if name is None or url is None:
        run_command(command.list_rosters)
    else:
        run_command(command.feed, name, url)


@roster.command()
def drop(name: Name) -> None:
    """Give an imported or polled roster up, with its shifts."""
    from bot.commands import roster as command

    run_command(command.drop, name)


@roster.command()
def export(
    badge: Annotated[str | None, typer.Argument(help="One officer's; otherwise all.")] = None,
    to: Annotated[Path | None, typer.Option(help="The file; otherwise named by the badge.")] = None,
) -> None:
    """Write a calendar file (.ics) of the coming weeks, for one officer or for the station."""
    from bot.commands import roster as command

    run_command(command.export, badge, to)
