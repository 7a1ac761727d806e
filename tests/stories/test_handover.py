"""A shift ends: what its officer has is kept or handed to the next, who reads one digest of it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from models.case import CaseEvent, CaseState
from models.deadline import Deadline
from models.exchange import Exchange, Operation, Purpose
from models.handover import Handover
from simulator import Person
from simulator.driver.bubble import Bubble
from tests.street import DUTY_ROOM, GRID, MORNING, Street

OVER = "Your shift is over"
DIGEST = "Handed over to you"


def shift(street: Street, name: str, begins: str, ends: str, **more: Any) -> None:
    """One more shift of theirs, on the Friday on which the stories begin at ten."""
    badge = next(one["badge"] for one in street.file["people"] if one["name"] == name)
    hours = {"from": f"2026-11-20T{begins}", "to": f"2026-11-20T{ends}"}
    entry = {"badge": badge, "position": "main", "grids": "all"}
    street.file["shifts"].append(entry | hours | more)


def officer(street: Street, name: str, begins: str = "", ends: str = "", **more: Any) -> Person:
    """On duty between these hours alone."""
    person = street.officer(name, on_duty=False)
    street.file["shifts"].pop()
    if begins:
        shift(street, name, begins, ends, **more)
    return person


async def holds(street: Street, ben: Person, who: str, words: str) -> tuple[Person, Bubble]:
    """Somebody asks, and Ben takes it."""
    asker = street.resident(who)
    await asker.writes(f"/help {words}", in_group=GRID)
    await ben.taps(await ben.sees(words), "Accept")
    number = (await of_case(street, words)).number
    receipt = await asker.sees(f"Request {number}", in_group=GRID)
    await street.quiet()
    assert "Officer Ben has it" in receipt.text
    return asker, receipt


async def of_case(street: Street, words: str) -> Any:
    return next(case for case in await street.cases() if words in case.words)


async def rows(street: Street, model: Any, *which: Any) -> list[Any]:
    await street.quiet()
    async with street.record() as session:
        return list(await session.scalars(select(model).where(*which).order_by(model.id)))


async def digests(street: Street) -> list[Exchange]:
    sends = Exchange.operation == Operation.SEND
    return await rows(street, Exchange, Exchange.purpose == Purpose.DIGEST, sends)


def two_shifts(street: Street) -> tuple[Person, Person]:
    """Ben's ends at eleven, and Carol's begins."""
    return officer(street, "Ben", "08:00", "11:00"), officer(street, "Carol", "11:00", "20:00")


async def test_keep_hand_over_and_the_rest_after_ten_minutes(street: Street) -> None:
    ben, carol = two_shifts(street)
    _, kept = await holds(street, ben, "Anna", "The lift is stuck")
    _, given = await holds(street, ben, "Ella", "The light is out")
    _, left = await holds(street, ben, "Mia", "My key is lost")
    lift = await of_case(street, "lift")
    light = await of_case(street, "light")
    await street.later(minutes=59)
    await ben.does_not_see(OVER)
    await street.later(minutes=1)
    shown = await ben.sees(OVER)
    await ben.taps(shown, f"Keep {lift.number}")
    await ben.taps(shown, f"Hand over {light.number}")
    await street.quiet()
    assert "you keep it" in shown.text
    assert "you hand it over" in shown.text
    assert "not decided yet" in shown.text
    await carol.does_not_see(DIGEST)
    unchanged = kept.text
    await street.later(minutes=10)
    digest = await carol.sees(DIGEST)
    await street.quiet()
    assert light.number in digest.text
    assert (await of_case(street, "key")).number in digest.text
    assert lift.number not in digest.text
    assert len(await digests(street)) == 1
    assert shown.text.count("passed on to Officer Carol") == 2
    assert shown.buttons == []
    assert "Passed on to Officer Carol" in given.text
    assert "Passed on to Officer Carol" in left.text
    assert kept.text == unchanged
    assert (await of_case(street, "lift")).state is CaseState.ACCEPTED
    told = {one.case_id for one in await rows(street, CaseEvent, CaseEvent.what == "handed_over")}
    assert told == {light.id, (await of_case(street, "key")).id}


async def test_all_at_once_and_a_button_that_came_too_late(street: Street) -> None:
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    await holds(street, ben, "Ella", "The light is out")
    await street.later(hours=1)
    shown = await ben.sees(OVER)
    (row,) = await rows(street, Handover, Handover.choices.is_not(None))
    case = await of_case(street, "lift")
    await ben.taps(shown, "Hand over all")
    await carol.sees(DIGEST)
    await street.quiet()
    assert shown.buttons == []
    for data in (f"keep_all:{row.id}", f"keep_case:{case.id}:{row.id}"):
        tap = await ben.presses(shown, data)
        assert (await tap.answer()).show_alert
    await street.later(minutes=10)
    assert len(await digests(street)) == 1


async def test_all_at_once_leaves_what_was_chosen_singly(street: Street) -> None:
    ben, carol = two_shifts(street)
    for who, words in (("Anna", "The lift is stuck"), ("Ella", "The light is out")):
        await holds(street, ben, who, words)
    lift, light = [await of_case(street, words) for words in ("lift", "light")]
    await street.later(hours=1)
    shown = await ben.sees(OVER)
    assert shown.buttons[-2:] == ["Keep all", "Hand over all"]
    await ben.taps(shown, f"Keep {lift.number}")
    await street.quiet()
    assert shown.buttons[-2:] == ["Keep the rest", "Hand over the rest"]
    await ben.taps(shown, "Hand over the rest")
    digest = await carol.sees(DIGEST)
    assert (lift.number in digest.text, light.number in digest.text) == (False, True)
    await street.quiet()
    assert "▪️ stays with you" in shown.text


async def test_on_the_way_or_spoken_in_just_now_stays(street: Street) -> None:
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    ella, receipt = await holds(street, ben, "Ella", "The light is out")
    await holds(street, ben, "Mia", "My key is lost")
    await ben.taps(await ben.sees("The lift is stuck"), "On my way")
    await street.later(minutes=35)
    await ella.replies(receipt, "It is dark now")
    await ben.sees("It is dark now")
    await street.later(minutes=25)
    shown = await ben.sees(OVER)
    assert "stays with you: you are on the way" in shown.text
    assert "stays with you: somebody has just spoken" in shown.text
    await street.later(minutes=10)
    digest = await carol.sees(DIGEST)
    assert (await of_case(street, "key")).number in digest.text
    held = [case for case in await street.cases() if case.state is CaseState.ACCEPTED]
    assert [case.words for case in held] == ["The lift is stuck", "The light is out"]


async def test_who_set_out_long_ago_is_no_longer_on_the_way(street: Street) -> None:
    street.file["escalation"] = {"on_the_way": "45m"}
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    await ben.taps(await ben.sees("The lift is stuck"), "On my way")
    await street.later(minutes=60)
    shown = await ben.sees(OVER)
    assert "not decided yet" in shown.text
    await street.later(minutes=10)
    assert (await street.case()).number in (await carol.sees(DIGEST)).text


async def test_who_was_in_vain_is_no_longer_on_the_way(street: Street) -> None:
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    card = await ben.sees("The lift is stuck")
    await ben.taps(card, "On my way")
    await ben.taps(card, "Can't reach them")
    await street.later(minutes=60)
    await ben.sees(OVER)
    await street.later(minutes=10)
    await carol.sees(DIGEST)


async def test_what_has_climbed_on_is_still_offered_by_the_digest(street: Street) -> None:
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=70)
    digest = await carol.sees(DIGEST)
    number = (await street.case()).number
    await street.later(minutes=4)
    await carol.taps(digest, next(one for one in digest.buttons if number in one))
    await carol.taps(await carol.sees("The lift is stuck", after=digest), "Accept")
    assert (await street.case()).state is CaseState.ACCEPTED


async def test_the_digest_says_what_there_is_to_know_and_opens_each(street: Street) -> None:
    ben, carol = two_shifts(street)
    anna, receipt = await holds(street, ben, "Anna", "The lift is stuck")
    await ben.replies(await ben.sees("The lift is stuck"), "The part is ordered")
    await anna.sees("The part is ordered", in_group=GRID)
    ella = street.telegram.person("Ella", language_code="en")
    await ella.starts(street.bot)
    await ella.writes("I owe somebody money")
    await ben.taps(await ben.sees("I owe somebody money"), "Accept")
    await street.later(minutes=70)
    digest = await carol.sees(DIGEST)
    lift, money = [await of_case(street, words) for words in ("lift", "money")]
    assert re.sub(r"\d\d:\d\d", "hh:mm", digest.text).splitlines() == [
        "Handed over to you",
        "",
        f"🔴 {lift.number} · Help · {GRID} · 20 Nov hh:mm",
        "From Officer Ben",
        "hh:mm Ben: The part is ordered",
        "Answer promised by hh:mm",
        "",
        f"🔴 {money.number} · Help · {GRID} · 20 Nov hh:mm",
        "From Officer Ben",
        "🔒 Not for everyone: open it to read its words.",
        "Answer promised by hh:mm",
    ]
    await carol.does_not_see("I owe somebody money")
    await anna.replies(receipt, "Is anyone there?")  # Her words come with the card.
    await carol.sees("The lift is stuck")
    await carol.sees("Is anyone there?")
    await carol.taps(digest, money.number)
    card = await carol.sees("I owe somebody money")
    await carol.taps(digest, "Accept all")
    await anna.sees("Officer Carol has it", in_group=GRID)
    await street.quiet()
    assert digest.text.count("Officer Carol has it") == 2
    await carol.replies(card, "Let us talk")
    await ella.sees("Let us talk")
    assert {case.state for case in await street.cases()} == {CaseState.ACCEPTED}


async def test_who_accepted_all_gets_what_is_said_from_then_on(street: Street) -> None:
    ben, carol = two_shifts(street)
    anna, receipt = await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=70)
    digest = await carol.sees(DIGEST)
    await carol.taps(digest, "Accept all")
    cards = (Exchange.purpose == Purpose.CARD, Exchange.operation == Operation.SEND)
    assert len(await rows(street, Exchange, *cards)) == 1
    await anna.replies(receipt, "Is anyone there?")
    assert len(await rows(street, Exchange, *cards)) == 2
    said = await carol.sees("Is anyone there?")
    await carol.replies(said, "I am coming")
    await anna.sees("I am coming", in_group=GRID)
    tap = await carol.presses(digest, "accept_all")
    assert (await tap.answer()).show_alert


async def test_nobody_takes_it_from_the_digest_and_it_climbs(street: Street) -> None:
    ben, _ = two_shifts(street)
    dan = street.officer("Dan", position="backup")
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=70)
    await dan.does_not_see("The lift is stuck")
    await street.later(minutes=3)
    await dan.sees("The lift is stuck")


async def test_nobody_is_next(street: Street) -> None:
    ben = officer(street, "Ben", "08:00", "11:00")
    lea = street.officer("Lea", position="leader", roles=("leader",))
    street.duty_room(lea)
    _, receipt = await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=60)
    await street.later(minutes=10)
    told = await lea.sees("Officer Ben's shift is over, and nobody is on duty next")
    assert (await street.case()).number in told.text
    assert "lift" not in told.text
    await ben.sees("stays with you: nobody is on duty next")
    assert "Passed on" not in receipt.text
    assert "Officer Ben has it" in receipt.text
    case = await street.case()
    assert case.state is CaseState.ACCEPTED
    assert await rows(street, Deadline, Deadline.done_at.is_(None))
    await lea.does_not_see("nobody is on duty next", in_group=DUTY_ROOM)


async def test_nobody_is_next_until_somebody_comes_on_duty(street: Street) -> None:
    ben = officer(street, "Ben", "08:00", "11:00")
    carol = officer(street, "Carol", "14:00", "20:00")
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=60)
    await street.later(minutes=10)
    await ben.sees("nobody is on duty next")
    await street.later(minutes=60)
    await carol.does_not_see(DIGEST)
    for _ in range(2):
        await street.later(minutes=60)
    assert (await street.case()).number in (await carol.sees(DIGEST)).text


async def test_who_is_next_has_blocked_the_bot(street: Street) -> None:
    """The backup is handed the case."""
    ben, carol = two_shifts(street)
    dan = street.officer("Dan", position="backup")
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=60)
    await carol.blocks(street.bot)
    await street.later(minutes=10)
    await dan.sees(DIGEST)


async def test_the_digest_comes_back(street: Street) -> None:
    ben, carol = two_shifts(street)
    dan = street.officer("Dan", position="backup")
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=60)
    street.bot.inbox.hold = lambda *_: True  # That she blocks it reaches us with the digest alone.
    await carol.blocks(street.bot)
    await street.later(minutes=10)
    street.bot.inbox.hold = None
    await street.later(seconds=1)
    await dan.sees("The lift is stuck")


async def test_it_changed_meanwhile(street: Street) -> None:
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    await holds(street, ben, "Ella", "The light is out")
    await street.later(hours=1)
    shown = await ben.sees(OVER)
    await ben.taps(await ben.sees("The lift is stuck"), "Resolve")
    await ben.replies(await ben.sees("How did it end"), "It runs again")
    await ben.taps(await ben.sees("It runs again"), "Post it")
    await street.later(minutes=10)
    await street.quiet()
    assert "no longer yours" in shown.text
    assert (await of_case(street, "lift")).number not in (await carol.sees(DIGEST)).text
    assert (await of_case(street, "lift")).state is CaseState.RESOLVED


async def test_no_end_no_handover(street: Street) -> None:
    """Who is always on duty, and whose next shift begins at once."""
    ben = officer(street, "Ben", "08:00", "11:00")
    shift(street, "Ben", "11:00", "12:00", position="backup")
    street.officer("Carol", position="backup")
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(hours=1)
    await street.later(minutes=10)
    await ben.does_not_see(OVER)
    await street.later(minutes=50)
    await ben.sees(OVER)


async def test_a_shift_that_ended_while_the_bot_was_down(street: Street) -> None:
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")

    async def night_falls() -> None:
        street.clock.move(timedelta(hours=3))

    await street.later(seconds=1)
    await street.restart(while_down=night_falls)
    await street.later(seconds=1)
    await carol.sees(DIGEST)
    await street.quiet()
    assert "passed on to Officer Carol" in (await ben.sees(OVER)).text
    await street.restart()
    await street.later(minutes=20)
    assert len(await digests(street)) == 1


async def test_a_list_that_waits_outlasts_a_restart(street: Street) -> None:
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(hours=1)
    shown = await ben.sees(OVER)
    await street.restart()
    await street.later(seconds=1)
    await ben.taps(shown, "Keep all")
    await street.later(minutes=10)
    await carol.does_not_see(DIGEST)
    await street.quiet()
    assert shown.text.splitlines()[-1] == "▪️ stays with you"


async def test_a_shift_taken_over_ends_at_once_and_undone_goes_on(street: Street) -> None:
    ben = officer(street, "Ben", "08:00", "20:00")
    dan = officer(street, "Dan")
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=40)
    await dan.writes("/duty")
    await dan.taps(await dan.sees("On duty: Officer Ben"), f"Take over now: Ben · {GRID}")
    mine = await dan.sees("You have this shift from now on")
    await street.later(seconds=1)
    shown = await ben.sees(OVER)
    await dan.taps(mine, "Undo")
    await street.later(minutes=10)
    await street.quiet()
    assert "stays with you" in shown.text
    assert (await street.case()).state is CaseState.ACCEPTED
    await dan.does_not_see(DIGEST)


async def test_who_is_away_is_asked_too(street: Street) -> None:
    """Also an officer who is always on duty."""
    ben, carol = street.officer("Ben"), street.officer("Carol", position="backup")
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=40)
    await ben.writes("/duty")
    await ben.taps(await ben.sees("Your shifts"), "I'm away until…")
    await ben.taps(await ben.sees("Until when are you away?"), "11-21 08:00")
    await street.later(seconds=1)
    await ben.taps(await ben.sees(OVER), "Hand over all")
    await carol.sees(DIGEST)


async def test_a_new_roster_ends_it_earlier_or_later(street: Street) -> None:
    ben, carol = two_shifts(street)
    await holds(street, ben, "Anna", "The lift is stuck")
    mine = next(one for one in street.file["shifts"] if one["badge"] == "0001")
    mine["to"] = "2026-11-20T12:00"
    await street.reload()
    await street.later(hours=1)
    await ben.does_not_see(OVER)
    mine["to"] = "2026-11-20T11:00"
    await street.reload()
    await street.later(seconds=1)
    await ben.sees(OVER)
    await street.later(minutes=10)
    await carol.sees(DIGEST)


async def test_the_station_has_another_policy(street: Street) -> None:
    ben, carol = two_shifts(street)
    street.file["handover"] = {"after": "5m", "undecided": "keep", "spoken_within": "2h"}
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(hours=1)
    shown = await ben.sees("What isn't decided by 20 Nov 11:05 stays with you")
    assert "somebody has just spoken" in shown.text
    await street.later(minutes=5)
    await street.quiet()
    assert shown.buttons == []
    await carol.does_not_see(DIGEST)


async def test_an_hour_that_the_clocks_show_twice(street: Street) -> None:
    """Madrid, 25 October 2026: at three it is two again. Ben's shift ends at the second half past
    two."""
    street.file["station"]["timezone"] = "Europe/Madrid"
    ben, _ = officer(street, "Ben"), officer(street, "Carol")
    for badge, hours in (
        ("0001", {"to": "2026-10-25T02:30"}),
        ("0002", {"from": "2026-10-25T02:30"}),
    ):
        street.file["shifts"].append({"badge": badge, "position": "main", "grids": "all"} | hours)
    street.clock.move(datetime(2026, 10, 24, 23, tzinfo=UTC) - MORNING)
    await holds(street, ben, "Anna", "The lift is stuck")
    await street.later(minutes=90)  # half past two, for the first time
    await ben.does_not_see(OVER)
    await street.later(minutes=60)
    await ben.sees(OVER)
