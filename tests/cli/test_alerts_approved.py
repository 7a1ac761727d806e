"""An alert from the command line waits for a second person: the running bot asks, though another
process wrote it down."""

from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from models.alert import Alert, AlertState
from models.exchange import Exchange, Operation
from models.station import Station
from services.clock import SystemClock
from simulator import Person
from tests.cli.terminal import Terminal
from tests.cli.test_alerts import WORDS, file, goes_on, number
from tests.street import GRID, Street

pytestmark = pytest.mark.timeout(180)  # Each `doorstep` is a process.

SAID = {
    "en": {
        "written": "Lee has written alert",
        "by_station": "Newtown police station has written alert",
        "approve": "Approve",
        "approved": "Kim has approved it.",
        "own": "a second person has to approve it",
        "text": "Nobody asks for your PIN.",
        "off": "please disregard it",
    },
    "zh_Hans": {
        "written": "Lee写了预警",
        "by_station": "新城派出所写了预警",
        "approve": "审核通过",
        "approved": "Kim已审核通过。",
        "own": "须由另一位同事审核",
        "text": "银行不会问您的密码。",
        "off": "请不必理会",
    },
}
LANGUAGES = ("en", "zh_Hans")


async def wants_approval(street: Street) -> None:
    await street.quiet()
    async with street.store.writing() as session:
        revision = Station.revision + 1
        await session.execute(update(Station).values(alerts={"approval": "all"}, revision=revision))


async def is_asked(street: Street, who: Person, words: str) -> None:
    """By the bot, at its next look; once."""
    await goes_on(street)
    await who.sees(words)
    await goes_on(street)
    asked = [one for one in who.chat() if words in one.text]
    assert len(asked) == 1


async def answers(street: Street, who: Person, button: str) -> None:
    await street.quiet()
    await who.taps(who.chat()[-1], button)
    await goes_on(street)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_second_person_is_asked_and_nobody_approves_their_own(
    street: Street, terminal: Terminal, tmp_path: Path, language: str
) -> None:
    said = SAID[language]
    lee, kim = street.officer("Lee", roles=("leader",)), street.officer("Kim", roles=("chief",))
    anna = street.resident("Anna")
    await wants_approval(street)
    result = await terminal.doorstep("alert", "send", file(tmp_path, WORDS), "--as", "0001")
    assert (result.status, result.err) == (0, "")
    assert "it waits for a second person's approval; the bot asks 1." in result.out
    street.clock.move(SystemClock().now() - street.clock.now())
    await is_asked(street, kim, said["written"])
    await lee.does_not_see(said["written"])
    await answers(street, kim, said["approve"])
    await lee.sees(said["approved"])
    await anna.sees(said["text"], in_group=GRID)
    called_off = await terminal.doorstep("alert", "cancel", await number(street), "--as", "0002")
    assert "the bot asks 1." in called_off.out
    await is_asked(street, lee, said["written"].replace("Lee", "Kim"))
    await anna.does_not_see(said["off"], in_group=GRID)
    await answers(street, lee, said["approve"])
    await anna.sees(said["off"], in_group=GRID)


async def test_without_a_badge_it_is_the_stations_and_each_of_them_is_asked(
    street: Street, terminal: Terminal, tmp_path: Path
) -> None:
    """What the process wrote down it has left to the bot: no row of it was queued."""
    lee, kim = street.officer("Lee", roles=("leader",)), street.officer("Kim", roles=("chief",))
    await wants_approval(street)
    before = await rows(street)
    await street.restart(while_down=lambda: hands_in(terminal, tmp_path, street, before))
    street.clock.move(SystemClock().now() - street.clock.now())
    for one in (lee, kim):
        await is_asked(street, one, SAID["en"]["by_station"])
    await answers(street, lee, "Approve")
    async with street.record() as session:
        (alert,) = (await session.scalars(select(Alert))).all()
    assert alert.state is not AlertState.SUBMITTED
    assert alert.author_id is None


async def hands_in(terminal: Terminal, folder: Path, street: Street, before: int) -> None:
    result = await terminal.doorstep("alert", "send", file(folder, WORDS))
    assert "the bot asks 2." in result.out, result.err
    assert await rows(street) == before


async def rows(street: Street) -> int:
    async with street.record() as session:
        says = select(func.count()).where(Exchange.operation == Operation.SEND)
        return await session.scalar(says) or 0


async def test_with_nobody_to_approve_nothing_is_written(
    street: Street, terminal: Terminal, tmp_path: Path
) -> None:
    street.officer("Lee", roles=("leader",))
    street.resident("Anna")
    await wants_approval(street)
    path = file(tmp_path, WORDS)
    for more in ((), ("--dry-run",)):
        result = await terminal.doorstep("alert", "send", path, "--as", "0001", *more)
        assert result.status == 2
        assert "there is none whom I can reach" in result.err
    unknown = await terminal.doorstep("alert", "send", path, "--as", "0099")
    assert 'Nobody of the station has the badge "0099".' in unknown.err
    async with street.record() as session:
        assert await session.scalar(select(func.count()).select_from(Alert)) == 0
