"""`doorstep alert …`"""

from pathlib import Path
from typing import Annotated

import typer

from bot import exchange_cli
from bot.commanding import run_command

alert = typer.Typer(help="Safety alerts: send one from a file, list them, see what became of one.")

Number = Annotated[str, typer.Argument(help="The alert's number, in capitals or not.")]
As = Annotated[
    str | None, typer.Option("--as", help="The badge of the leader or chief who sends it.")
]


@alert.command()
def send(
    file: Annotated[Path, typer.Argument(help="A YAML file, as examples/alert.yaml.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would go out, when, and to how many.")
    ] = False,
    badge: As = None,
) -> None:
    """Send an alert, or put it on its calendar; where the station's policy says so, it waits for
    a second person."""
    from bot.commands import alerts as command

    run_command(command.send, file, dry_run, badge)


@alert.command("list")
def show_list() -> None:
    """List the last alerts."""
    from bot.commands import alerts as command

    run_command(command.show_list)


@alert.command()
def show(number: Number) -> None:
    """For each time that it went out: each group, sent when, or why not; totals that add up."""
    from bot.commands import alert_account as command

    run_command(command.show, number)


@alert.command()
def cancel(number: Number, badge: As = None) -> None:
    """Call an alert off: whoever has it reads so, and nothing more of it goes out."""
    from bot.commands import alerts as command

    run_command(command.cancel, number, badge)


exchange_cli.add_to(alert)
