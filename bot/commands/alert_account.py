"""doorstep alert show NUMBER"""

from collections.abc import Callable, Mapping

from rich.table import Table
from rich.text import Text

from bot.commands.alerts import headline
from bot.commands.opening import at_desk
from bot.settings import Settings
from bot.terminal import moment, out, tell, words
from locales import account_word
from models.alert import Alert, AlertRun
from services.alerts import account, finding, scheduling
from services.alerts.account import Account

Head = Callable[..., str]


async def show(settings: Settings, number: str) -> int:
    """Each run, in the station's language."""
    async with at_desk(settings) as desk:
        alert = await finding.by_number(desk, number)
        if alert is None:
            tell(words(f"There is no alert {number}."))
            return 1
        runs = await scheduling.runs(desk, alert)
        accounts = [await account.of_run(desk, alert, run) for run in runs]
        language, zone = desk.station.language, desk.station.timezone
    tell(_head(alert, language, zone))
    for one in accounts:
        _print(one, language, zone)
    return 0


def _head(alert: Alert, language: str, zone: str) -> Text:
    parts = [
        alert.number,
        account_word("kind", alert.kind.value, language),
        account_word("alert", alert.state.value, language),
        moment(alert.next_at, zone),
        headline(alert, language),
    ]
    return words(" · ".join(part for part in parts if part))


def _print(one: Account, language: str, zone: str) -> None:
    def head(word: str, argument: object = "") -> str:
        return account_word("head", word, language, argument)

    tell("")
    tell(_run(one.run, language, head("run", moment(one.run.due_at, zone))))
    if not one.lines:
        return
    table = Table(*(head(one) for one in ("chat", "state", "when", "why")))
    for line in one.lines:
        table.add_row(
            words(line.title if line.title is not None else head("private", line.number)),
            account_word("delivery", line.state, language),
            moment(line.sent_at, zone) if line.state == "done" else "",
            account_word("reason", line.reason, language) if line.reason else "",
        )
    out().print(table)
    _print_totals(one, language, head)


def _run(run: AlertRun, language: str, due: str) -> str:
    return f"{due} · {account_word('run', run.state.value, language)}"


def _print_totals(one: Account, language: str, head: Head) -> None:
    tell(f"{head('total', one.total)} = {_sum(one.totals, language)}")
    for part, states in one.parts.items():
        numbers = {state.value: number for state, number in states.items()}
        tell(f"{account_word('part', part.value, language)}: {_sum(numbers, language)}")
    _print_lost(one, language, head)
    if one.run.noted:
        tell(head("noted", one.run.noted))
    if one.photos is not None:
        tell(head("replaced", one.photos.replaced))
        tell(head("deleted", one.photos.deleted))
        tell(head("still", one.photos.failed + one.photos.waiting))


def _sum(states: Mapping[str, int], language: str) -> str:
    parts = (
        f"{account_word('delivery', state, language)} {number}" for state, number in states.items()
    )
    return " + ".join(parts)


def _print_lost(one: Account, language: str, head: Head) -> None:
    """Where the alert has arrived without what was to go with it."""
    if not one.lost:
        return
    table = Table(*(head(column) for column in ("part", "chat", "state", "why")))
    for part in one.lost:
        table.add_row(
            account_word("part", part.part.value, language),
            words(part.title if part.title is not None else head("private", part.number)),
            account_word("delivery", part.state.value, language),
            account_word("reason", part.reason.value, language),
        )
    out().print(table)
