"""doorstep check: all that a start and the coming days need, in one look."""

from tests.cli.terminal import Result, Terminal
from tests.street import Street

SOUND = "Roster, people, groups, duty room, clocks and texts: nothing is to be mended."


async def a_station(street: Street) -> None:
    """Ben is always on duty, and the bot's card is pinned in his group."""
    ben = street.officer("Ben")
    street.duty_room(ben)
    group = street.maple_street
    await street.quiet()
    group.remove(street.bot)
    group.add(street.bot)
    group.promote(street.bot)
    await street.quiet()


def flat(result: Result) -> str:
    """Without the lines of the table, which break its sentences."""
    cells = (line.split("│")[1:-1] for line in result.out.splitlines())
    columns = zip(*(one for one in cells if len(one) == 2), strict=True)
    return "\n".join(" ".join(" ".join(column).split()) for column in columns)


async def test_everything_is_found_in_order(street: Street, terminal: Terminal) -> None:
    await a_station(street)
    result = await terminal.doorstep("check")
    assert (result.status, result.err) == (0, "")
    assert "Newtown police station (grids: 1, people: 1, shifts: 1)" in result.out
    assert "The token belongs to @doorstep_bot. Privacy mode is on" in result.out
    assert result.out.splitlines()[-1] == f"ok     {SOUND}"


async def test_a_table_says_what_is_wrong_and_how_to_mend_it(
    street: Street, terminal: Terminal
) -> None:
    street.officer("Cora", started=False)
    street.file["people"].append({"badge": "0002", "name": "Dan", "roles": ["officer"]})
    street.file["shifts"] = [
        {"badge": badge, "position": "main", "grids": "all", "to": "2027-01-01T08:00"}
        for badge in ("0001", "0002")
    ]
    await street.open.wait()
    await street.quiet()
    street.telegram.put_clock(-60)
    result = await terminal.doorstep("check")
    assert (result.status, result.err) == (1, "")
    table = flat(result)
    for sentence in (
        "The station has no duty room",
        "haven't pressed Start (2): Cora (0001) and Dan (0002)",
        "These groups have no card of the bot (1): Maple Street",
        "This machine's clock differs from Telegram's by +60 seconds",
        "Make a group for the duty room, add the bot",
        "“doorstep invite BADGE” makes a link",
        "Write /start@ and the bot's username in the group",
        "Set the clock of the machine on which the bot runs by a time server.",
    ):
        assert sentence in table
    assert SOUND not in result.out


async def test_it_is_told_in_the_terminals_language(street: Street, terminal: Terminal) -> None:
    await a_station(street)
    street.maple_street.demote(street.bot)
    await street.quiet()
    inherited = {"LC_ALL": "zh_CN.UTF-8"}
    assert "机器人在这些群里还不是管理员" in (await terminal.speaking(inherited, "check")).out
    english = await terminal.speaking({"LC_ALL": "C.UTF-8"}, "check")
    assert "isn't an administrator of these groups" in english.out
    assert english.status == 1


async def test_where_telegram_does_not_answer_the_roster_is_looked_at(
    street: Street, terminal: Terminal
) -> None:
    street.officer("Cora", started=False)
    await street.open.wait()
    await street.quiet()
    result = await terminal.doorstep("check", TELEGRAM_API="http://127.0.0.1:1")
    assert result.status == 1
    assert "WRONG  Telegram can't be reached" in result.out
    assert "haven't pressed Start (1): Cora (0001)" in flat(result)
