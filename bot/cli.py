"""The command line: `doorstep`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import alert_cli, logs, roster_cli
from bot.commanding import finish, run_command
from bot.complaints import ConfigurationError
from bot.settings import Settings

MISCONFIGURED = 2

app = typer.Typer(
    help="A police station at the doorstep of its neighbourhoods: the bot and its records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
parked = typer.Typer(help="What couldn't be handled: list it, retry it, discard it.")
frozen = typer.Typer(help="What a restored backup brought back: list it, send it, drop it.")
app.add_typer(frozen, name="frozen", invoke_without_command=True)
app.add_typer(parked, name="parked", invoke_without_command=True)
app.add_typer(alert_cli.alert, name="alert", no_args_is_help=True)
app.add_typer(roster_cli.roster, name="roster", invoke_without_command=True)

Number = Annotated[str, typer.Argument(help="The case's number, in capitals or not.")]
Update = Annotated[int, typer.Argument(metavar="ID", help="As `doorstep parked` lists it.")]


def main() -> None:
    """The entry point. Whatever is wrong with the set-up is said in plain sentences."""
    try:
        app()
    except ConfigurationError as error:
        for sentence in error.sentences:
            sys.stderr.write(f"{sentence}\n")
        sys.exit(MISCONFIGURED)


@app.command()
def run() -> None:
    """Run the bot: migrate, load the station file, check the token, serve until stopped."""
    settings = Settings.read()
    _ = settings.token  # Said at once if there is none: the bot takes seconds to import.
    from bot.app import run as serve

    finish(serve(settings))


@app.command()
def demo(
    story: Annotated[
        bool, typer.Option("--story", help="One whole case, in the terminal.")
    ] = False,
    fast: Annotated[bool, typer.Option("--fast", help="The story without pauses to read.")] = False,
    page: Annotated[
        bool, typer.Option("--page", help="The page, also without a terminal.")
    ] = False,
    port: Annotated[int, typer.Option(help="Of the page; another one if it is taken.")] = 8765,
    language: Annotated[
        str | None, typer.Option(help="zh_Hans or en; otherwise the terminal's.")
    ] = None,
) -> None:
    """Open the neighbourhood in a browser; where nobody sits at the terminal, play one whole case
    in it. No token, no network."""
    if page or (sys.stdout.isatty() and not story and not fast):
        from bot.demo import page_language
        from bot.demo.page import serve

        finish(serve(page_language(language), port))
    from bot.demo import main as play

    finish(play(language, fast))


@app.command()
def load(
    file: Annotated[Path, typer.Argument(help="The station file, as examples/xincheng.yaml.")],
) -> None:
    """Bring the database in line with a station file, and print each change."""
    from bot.commands import station

    run_command(station.load, file)


@app.command()
def check() -> None:
    """Examine the settings, the station file, the database, the token, and whether people, roster
    and groups are ready for the coming days. Status 1 if anything is to be mended."""
    from bot.commands.check import check as examine

    logs.configure("WARNING")
    finish(examine())


@app.command()
def migrate() -> None:
    """Bring the database up to the revision that this version needs."""
    from bot.commands import station

    run_command(station.bring_up)


@app.command()
def cases(
    everything: Annotated[bool, typer.Option("--all", help="Closed ones, too.")] = False,
) -> None:
    """List the open cases."""
    from bot.commands import cases as command

    run_command(command.show_list, everything)


@app.command()
def case(number: Number) -> None:
    """Print a case's whole story. That you looked is part of it."""
    from bot.commands import cases as command

    run_command(command.show_one, number)


@parked.callback()
def list_parked(context: typer.Context) -> None:
    """List what couldn't be handled."""
    from bot.commands import parked as command

    if context.invoked_subcommand is None:
        run_command(command.show_list)


@parked.command()
def retry(update: Update) -> None:
    """Have an update taken in once more."""
    from bot.commands import parked as command

    run_command(command.retry, update)


@parked.command()
def discard(update: Update) -> None:
    """Give an update up. Its words are deleted."""
    from bot.commands import parked as command

    run_command(command.discard, update)


@frozen.callback()
def list_frozen(context: typer.Context) -> None:
    """List what a restored backup brought back."""
    from bot.commands import frozen as command

    if context.invoked_subcommand is None:
        run_command(command.show_list)


@frozen.command()
def send() -> None:
    """Have all of it sent after all."""
    from bot.commands import frozen as command

    run_command(command.send)


@frozen.command()
def drop() -> None:
    """Have none of it sent."""
    from bot.commands import frozen as command

    run_command(command.drop)


@app.command()
def freeze() -> None:
    """After restoring a backup on another machine, before the first start there."""
    from bot.commands import frozen as command

    run_command(command.freeze)


@app.command()
def invite(badge: Annotated[str, typer.Argument(help="From the station file.")]) -> None:
    """Make a link by which an officer's Telegram account becomes known. It is good once."""
    from bot.commands.invite import invite as command

    run_command(command, badge)


# A group's id begins with a minus, as options do.
@app.command(context_settings={"ignore_unknown_options": True})
def poster(
    code: Annotated[
        str, typer.Argument(help="A grid's or a place's code, or a group's id: see station file.")
    ],
    png: Annotated[bool, typer.Option("--png", help="A picture instead of a PDF.")] = False,
    to: Annotated[Path | None, typer.Option(help="The file; otherwise named by the code.")] = None,
) -> None:
    """Make a page to print, with a code by which anyone can ask."""
    from bot.commands.poster import poster as command

    run_command(command, code, png, to)
