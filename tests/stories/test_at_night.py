"""By night a call for help first asks whether anyone is in danger: what follows depends on it."""

from datetime import timedelta
from typing import Any

import pytest

from models.case import Urgency
from simulator import Person
from tests.street import GRID, Street

LIFT = "The lift is stuck"
TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "question": "Is anyone in danger right now?",
        "yes": "Someone is in danger",
        "no": "Nobody is in danger",
        "told": "You told us that nobody is in danger",
        "morning": "will come back to you by 21 Nov 09:00",
        "again": "you are asked once more",
        "now": "the asker says that someone is in danger right now",
    },
    "zh_Hans": {
        "question": "现在有人有危险吗？",
        "yes": "有人有危险",
        "no": "没有人有危险",
        "told": "您说现在没有人有危险",
        "morning": "11月21日 09:00",
        "again": "再次请您接单",
        "now": "提出人说现在有人有危险",
    },
}


def staff(street: Street) -> dict[str, Person]:
    """At eleven in the evening."""
    street.clock.move(timedelta(hours=13))
    chief: dict[str, Any] = {"on_duty": False, "roles": ("chief",)}
    return {
        "main": street.officer("Ben"),
        "backup": street.officer("Carol", position="backup"),
        "leader": street.officer("Lea", position="leader", roles=("leader",)),
        "chief": street.officer("Zoe", **chief),
    }


async def test_no_answer_is_as_good_as_yes(street: Street) -> None:
    anna, people = street.resident("Anna"), staff(street)
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    await anna.sees(TEXTS["en"]["question"], in_group=GRID)
    await people["main"].sees(LIFT)
    await street.later(seconds=119)
    await people["backup"].does_not_see(LIFT)
    await street.later(seconds=1)
    await people["backup"].sees(LIFT)
    await street.later(seconds=45)
    await people["leader"].sees(LIFT)
    await street.later(seconds=45)
    await people["chief"].sees(LIFT)


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_yes_hurries_it_to_the_chief(street: Street, language: str) -> None:
    texts = TEXTS[language]
    anna, people = street.resident("Anna"), staff(street)
    ella = street.resident("Ella")
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    question = await anna.sees(texts["question"], in_group=GRID)
    assert [texts["yes"], texts["no"]] == question.buttons
    await ella.taps(question, texts["no"])
    assert (await street.case()).urgency is Urgency.UNKNOWN
    await anna.taps(question, texts["yes"])
    card = await people["main"].sees(LIFT)
    warned = await people["main"].sees(texts["now"])
    assert warned.reply_to == card
    for who in ("backup", "leader", "chief"):
        await people[who].does_not_see(LIFT)
        await street.later(seconds=45)
        await people[who].sees(LIFT)


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_no_stops_at_the_leader_until_the_morning(street: Street, language: str) -> None:
    texts = TEXTS[language]
    anna, people = street.resident("Anna"), staff(street)
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    question = await anna.sees(texts["question"], in_group=GRID)
    await anna.taps(question, texts["no"])
    await anna.sees(texts["told"], in_group=GRID)
    await anna.sees(texts["morning"], in_group=GRID)
    for _ in range(3):
        await street.later(minutes=3)
    await people["leader"].sees(LIFT)
    await street.later(hours=7)
    await people["chief"].does_not_see(LIFT)
    await street.later(hours=1)
    again = await people["main"].sees(texts["again"])
    assert again.reply_to == await people["main"].sees(LIFT)
    await anna.sees(texts["morning"], in_group=GRID)


async def test_what_has_grown_worse_can_still_be_said(street: Street) -> None:
    anna, people = street.resident("Anna"), staff(street)
    await street.quiet()
    await anna.writes(LIFT)
    question = await anna.sees(TEXTS["en"]["question"])
    await anna.taps(question, TEXTS["en"]["no"])
    told = await anna.sees(TEXTS["en"]["told"])
    await people["main"].taps(await people["main"].sees(LIFT), "Accept")
    await anna.taps(told, TEXTS["en"]["yes"])
    await people["main"].sees(TEXTS["en"]["now"])
    assert (await street.case()).urgency is Urgency.URGENT


async def test_a_question_at_night_waits_for_the_morning_unasked(street: Street) -> None:
    anna, people = street.resident("Anna"), staff(street)
    await anna.writes(f"/ask {LIFT}, whom do I call?", in_group=GRID)
    receipt = await anna.sees(TEXTS["en"]["morning"], in_group=GRID)
    await people["main"].sees(LIFT)
    for _ in range(4):
        await street.later(minutes=15)
    await people["leader"].sees(LIFT)
    await people["chief"].does_not_see(LIFT)
    await anna.does_not_see(TEXTS["en"]["question"], in_group=GRID)
    assert TEXTS["en"]["morning"] in receipt.text


async def test_when_the_night_ends_meanwhile_it_starts_anew(street: Street) -> None:
    anna, people = street.resident("Anna"), staff(street)
    street.clock.move(timedelta(hours=7, minutes=50))
    await anna.writes(f"/ask {LIFT}, whom do I call?", in_group=GRID)
    await people["main"].sees(LIFT)
    await street.later(minutes=15)
    await people["main"].sees(TEXTS["en"]["again"])
    await people["backup"].does_not_see(LIFT)
    await street.later(minutes=15)
    await people["backup"].sees(LIFT)


async def test_of_a_delicate_case_the_group_is_asked_nothing(street: Street) -> None:
    anna, people = street.resident("Anna", started=False), staff(street)
    await anna.writes("/help My husband beats me", in_group=GRID)
    await people["main"].sees("My husband beats me")
    await street.quiet()
    await anna.does_not_see(TEXTS["en"]["question"], in_group=GRID)
    await street.later(minutes=2)
    await people["backup"].sees("My husband beats me")


async def test_once_an_officer_has_accepted_no_answer_wakes_nobody(street: Street) -> None:
    """Whether anyone is in danger is Ben's to find out; also whoever has the case after him isn't
    hurried by a question that nobody answered."""
    anna, people = street.resident("Anna"), staff(street)
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    await anna.sees(TEXTS["en"]["question"], in_group=GRID)
    card = await people["main"].sees(LIFT)
    await people["main"].taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.later(minutes=5)
    await people["main"].taps(card, "Pass on")
    await people["backup"].sees(LIFT)
    await street.later(minutes=2)
    await people["leader"].does_not_see(LIFT)
    await street.later(minutes=1)
    await people["leader"].sees(LIFT)
    await anna.sees(TEXTS["en"]["morning"], in_group=GRID)
    for _ in range(6):
        await street.later(hours=1)
    await people["chief"].does_not_see(LIFT)


async def test_an_officer_who_cannot_be_reached_by_night_delays_nobody(street: Street) -> None:
    """Ben was the only one on duty, and his card comes back: the chief is asked at once."""
    street.clock.move(timedelta(hours=13))
    anna, ben = street.resident("Anna"), street.officer("Ben")
    zoe = street.officer("Zoe", on_duty=False, roles=("chief",))
    await street.quiet()
    ben.deactivates()
    await anna.writes(f"/help {LIFT}", in_group=GRID)
    await anna.sees(TEXTS["en"]["question"], in_group=GRID)
    await street.later(seconds=1)
    await zoe.sees(LIFT)
