"""What is handed over, in lists longer than a phone shows; and a digest that isn't sent yet goes as
its cases stand when it goes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.case import Case, CaseEvent
from models.exchange import Exchange, Purpose
from simulator import Person
from simulator.driver.bubble import Bubble
from tests.stories.test_going_private import hold_up, was_said
from tests.stories.test_handover import DIGEST, OVER, holds, of_case, officer, rows, two_shifts
from tests.stories.test_removed_officer import leaves_the_staff
from tests.street import GRID, Street

MANY = 14
BROKEN = "heard nothing by the time that was promised"


async def numbers(street: Street) -> list[str]:
    return [case.number for case in await street.cases()]


async def turned(street: Street, person: Person, shown: Bubble, button: str = "More…") -> list[str]:
    """The buttons after that one was tapped."""
    await person.taps(shown, button)
    await street.quiet()
    return list(shown.buttons)


async def held_by(street: Street, ben: Person, askers: list[Person]) -> list[str]:
    """He takes what each of them asks. Their numbers, in that order."""
    for number, asker in enumerate(askers):
        await asker.writes(f"/help lamp {number}.", in_group=GRID)
        await ben.taps(await ben.sees(f"lamp {number}."), "Accept")
    return await numbers(street)


async def test_each_case_of_a_long_list_has_its_buttons(street: Street) -> None:
    ben, carol = two_shifts(street)
    known = await held_by(street, ben, [street.resident(f"Anna {n}") for n in range(MANY)])
    await street.later(hours=1)
    shown = await ben.sees(OVER)
    assert "1-12 of 14" in shown.text
    assert f"Keep {known[12]}" not in shown.buttons
    assert f"Keep {known[12]}" in await turned(street, ben, shown)
    assert "13-14 of 14" in shown.text
    after = await turned(street, ben, shown, f"Keep {known[12]}")
    assert (f"Keep {known[12]}" in after, f"Keep {known[13]}" in after) == (False, True)
    assert "you keep it" in shown.text, "the page stays where it was"
    assert f"Keep {known[0]}" in await turned(street, ben, shown)
    await street.later(minutes=10)
    digest = await carol.sees(DIGEST)
    await street.quiet()
    assert "1-12 of 14" in shown.text
    rest = await ben.sees("13-14 of 14")
    assert "▪️ stays with you" in rest.text
    assert shown.buttons == rest.buttons == []
    assert "1-12 of 13" in digest.text
    assert known[13] in await turned(street, carol, digest)
    assert (known[13] in digest.text, known[0] in digest.text) == (True, False)
    await carol.taps(digest, known[13])
    await carol.sees("lamp 13.", after=digest)
    assert known[0] in await turned(street, carol, digest), "after the last comes the first again"
    await carol.taps(digest, "Accept all")
    await street.quiet()
    assert digest.text.count("Officer Carol has it") == 12
    await turned(street, carol, digest)
    assert digest.text.count("Officer Carol has it") == 1


@pytest.mark.parametrize("sending", [False, True], ids=["queued", "sending"])
async def test_a_digest_that_waits_goes_as_its_cases_stand(street: Street, sending: bool) -> None:
    """Anna goes private and Ella's case is taken before Carol reads of them."""
    ben, carol = two_shifts(street)
    anna, receipt = await holds(street, ben, "Anna", "My brother owes money")
    await holds(street, ben, "Ella", "The light is out")
    await holds(street, ben, "Mia", "My key is lost")
    light = await of_case(street, "light")
    await street.later(hours=1)
    await ben.sees(OVER)
    await street.quiet()
    held = hold_up(street, carol)
    if not sending:
        await carol.writes("/duty")
        await held.arrived.wait()
    street.clock.move(timedelta(minutes=10))
    assert street.app is not None
    await street.app.sweep()
    await held.arrived.wait()
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    await ben.presses(await ben.sees("The light is out"), f"accept:{light.id}")
    await street.until(lambda: is_held(street, light.id))
    held.released.set()
    digest = await carol.sees(DIGEST)
    await street.quiet()
    assert not was_said(street, carol, "My brother owes money")
    assert "🔒 Not for everyone" in digest.text
    assert "My key is lost" in digest.text
    assert digest.text.count("Officer Ben has it") == 1


async def test_a_digest_of_an_earlier_version(street: Street) -> None:
    """It waits while a case of it changes; it goes, and is used."""
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    await holds(street, ben, "Ella", "The light is out")
    light = await of_case(street, "light")
    await street.later(hours=1)
    await ben.sees(OVER)
    await street.quiet()
    held = hold_up(street, carol)
    await carol.writes("/duty")
    await held.arrived.wait()
    street.clock.move(timedelta(minutes=10))
    assert street.app is not None
    await street.app.sweep()
    await as_it_was(street)
    await ben.presses(await ben.sees("The light is out"), f"accept:{light.id}")
    await street.until(lambda: is_held(street, light.id))
    await as_it_was(street)
    held.released.set()
    digest = await carol.sees(DIGEST)
    await carol.taps(digest, "Accept all")
    await street.quiet()
    assert digest.text.count("From Officer Ben") == 2
    assert digest.text.count("Officer Ben has it") == 1
    assert digest.text.count("Officer Carol has it") == 1


async def as_it_was(street: Street) -> None:
    """Without pages, and with who hands over in the lines alone."""
    async with street.store.writing() as session:
        rows = select(Exchange).where(Exchange.purpose == Purpose.DIGEST)
        for row in await session.scalars(rows):
            values = row.values or {}
            row.values = {key: values[key] for key in ("cases", "ids")} | {"more": 0}


async def is_held(street: Street, case_id: int) -> bool:
    async with street.record() as session:
        return (await session.get_one(Case, case_id)).holder_id is not None


async def test_a_note_is_nobodys_last_word(street: Street) -> None:
    """It stands where the case is opened."""
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    card = await ben.sees("The lift is stuck")
    await ben.replies(card, "/note She was drunk")
    await ben.sees("Only officers see it")
    await street.later(minutes=70)
    digest = await carol.sees(DIGEST)
    assert "Anna: The lift is stuck" in digest.text
    assert "drunk" not in digest.text
    await carol.taps(digest, (await street.case()).number)
    await carol.sees("She was drunk")


async def test_a_promise_that_was_broken_is_told_before_another_is_made(street: Street) -> None:
    """Anna has heard nothing, Ella has."""
    ben, carol = two_shifts(street)
    lea = street.officer("Lea", position="leader", roles=("leader",))
    await holds(street, ben, "Anna", "The lift is stuck")
    ella, _ = await holds(street, ben, "Ella", "The light is out")
    await ben.replies(await ben.sees("The light is out"), "It is mended tomorrow")
    await ella.sees("It is mended tomorrow", in_group=GRID)
    await street.later(minutes=70)
    await carol.sees(DIGEST)
    told = await lea.sees(BROKEN)
    lift, light = [await of_case(street, words) for words in ("lift", "light")]
    assert told.text.startswith("⏰ Officer Ben no longer has these cases")
    assert lift.number in told.text
    assert "Answer was promised by 10:10 · passed on to Officer Carol" in told.text
    assert light.number not in told.text
    assert "lift" not in told.text, "none of its words"
    happened = await rows(street, CaseEvent, CaseEvent.case_id == lift.id)
    names = [one.what for one in happened]
    assert names.index("no_word") < names.index("handed_over") < names.index("asked", 3)
    assert lift.promised_at > street.clock.now()


async def test_whoever_the_policy_names_is_told_of_who_has_left(street: Street) -> None:
    ben, _ = officer(street, "Ben", "08:00", "20:00"), street.officer("Carol")
    cho = street.officer("Cho", on_duty=False, roles=("chief",))
    lea = street.officer("Lea", position="leader", roles=("leader",))
    steps = [{"notify": "holder", "wait": "2h"}, {"notify": "chief", "wait": "2h"}]
    street.file["escalation"] = {"policies": [{"purpose": "no_word", "steps": steps}]}
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=30)
    await leaves_the_staff(street, ben)
    await street.later(seconds=1)
    told = await cho.sees(BROKEN)
    assert "Officer Ben no longer has these cases" in told.text
    await lea.does_not_see(BROKEN)


async def test_off_duty_once_more_while_nobody_is_next(street: Street) -> None:
    """What nobody could take is asked about again: it waits for nobody's choice."""
    ben = officer(street, "Ben", "08:00", "11:00")
    officer(street, "Carol", "14:00", "20:00")
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=60)
    await street.later(minutes=10)
    first = await ben.sees("nobody is on duty next")
    await street.later(minutes=20)
    await ben.writes("/duty")
    await ben.taps(await ben.sees("Nobody is on duty right now"), f"Take the shift: {GRID}")
    mine = await ben.sees("You have this shift from now on")
    await street.later(minutes=35)
    await ben.taps(mine, "Undo")
    await street.quiet()
    await street.later(seconds=1)
    again = await ben.sees(OVER)
    assert again != first
    assert "not decided yet" in again.text


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_pages_and_a_broken_promise(self, street: Street) -> None:
        wang = officer(street, "王向阳", "08:00", "11:00")
        li = officer(street, "李梅", "11:00", "20:00")
        chief = street.officer("陈所", position="leader", roles=("leader",))
        askers = [street.resident(f"李奶奶{number}") for number in range(13)]
        for number, asker in enumerate(askers):
            await asker.writes(f"求助 第{number}盏灯坏了", in_group=GRID)
            await wang.taps(await wang.sees(f"第{number}盏灯坏了"), "接单")
        known = await numbers(street)
        await street.later(hours=1)
        shown = await wang.sees("共13件")
        assert f"继续办 {known[12]}" in await turned(street, wang, shown, "更多…")
        await street.later(minutes=10)
        digest = await li.sees("交接给您的事项")
        assert "共13件" in digest.text
        assert known[12] in await turned(street, li, digest, "更多…")
        told = await chief.sees("王向阳警官已交出以下事项；承诺的时间已过")
        assert "已转给李梅警官" in told.text
