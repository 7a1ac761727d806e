"""A button grants nothing: forged, replayed, from elsewhere, too old (faults 25, 46 and 47)."""

import pytest
from sqlalchemy import func, select

from models.case import CaseEvent, CaseKind, CaseState
from models.journal import JournalEntry, UpdateState
from tests.street import Street

HUGE = "9" * 40


@pytest.mark.parametrize(
    "data",
    [
        f"accept:{HUGE}",
        "accept:-1",
        "accept:1",
        "accept:",
        "accept",
        "accept:x",
        "accept:1:2",
        f"something_new:{HUGE}",
        f"choose_grid:{HUGE}:{HUGE}",
        "choose_grid:1:1",
        "set_kind:1:alarm",
        f"cancel:{HUGE}",
        "language:xx",
        "language:../../etc",
        "☃" * 20,
        "resolve:²",
        "no_such_button:1",
    ],
)
async def test_what_no_button_says_is_an_outdated_button(street: Street, data: str) -> None:
    ben = street.officer("Ben")
    await street.open.wait()
    tap = await ben.presses(await ben.sees("Newtown"), data)
    answer = await tap.answer()
    assert "no longer works" in answer.text or "for someone else" in answer.text
    assert not await street.journal(JournalEntry.state == UpdateState.PARKED)


async def test_a_kind_that_nobody_is_offered_is_not_set(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    case = await street.case()
    for kind in ("alarm", "zzz"):
        assert (await (await ben.presses(card, f"set_kind:{case.id}:{kind}")).answer()).show_alert
    assert (await street.case()).kind is CaseKind.HELP
    assert not await street.journal(JournalEntry.state == UpdateState.PARKED)


async def test_an_officers_button_in_other_hands_does_nothing(street: Street) -> None:
    anna, carl, ben = street.resident("Anna"), street.resident("Carl"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    receipt = await anna.sees("Its number is", in_group="Maple Street")
    await ben.sees("The lamp is out")
    case = await street.case()
    carls = await carl.sees("Newtown")
    for name in ("accept", "pass_on", "resolve", "post_outcome", "cancel", "show_card", "kinds"):
        for bubble in (receipt, carls):
            await (await carl.presses(bubble, f"{name}:{case.id}")).answer()
    # The officer, too, has to press it where officers work.
    await (await ben.presses(receipt, f"accept:{case.id}")).answer()
    case = await street.case()
    assert (case.state, case.holder_id) == (CaseState.WAITING, None)


async def test_private_words_are_not_repeated_in_a_group(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("My neighbour shouts")
    await ben.sees("My neighbour shouts")
    await street.quiet()
    case = await street.case()
    await anna.writes(f"/whoami@{street.bot.username}", in_group="Maple Street")
    in_group = await anna.sees("number", in_group="Maple Street")
    tap = await anna.presses(in_group, f"something_new:{case.request_id}")
    assert (await tap.answer()).show_alert
    assert len(await street.cases()) == 1


async def test_a_tap_that_is_too_old_to_answer_is_handled(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    street.telegram.world.callbacks.life = -1.0
    await ben.taps(card, "Accept")
    await anna.sees("Ben", in_group="Maple Street")
    assert (await street.case()).state is CaseState.ACCEPTED
    refused = street.telegram.calls.refused()
    assert [call.method for call in refused] == ["answerCallbackQuery"]


async def test_a_replayed_tap_changes_nothing(street: Street) -> None:
    anna, ben, cid = street.resident("Anna"), street.officer("Ben"), street.officer("Cid")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    bens, cids = await ben.sees("The lamp is out"), await cid.sees("The lamp is out")
    accepts = f"accept:{(await street.case()).id}"
    await ben.taps(bens, "Accept")
    await ben.presses(bens, accepts)
    await cid.presses(cids, accepts)
    await cid.is_told("Ben")
    assert (await street.case()).state is CaseState.ACCEPTED
    async with street.record() as session:
        accepted = select(func.count()).where(CaseEvent.what == "accepted")
        assert await session.scalar(accepted) == 1


async def test_a_link_with_a_strange_number_is_an_empty_start(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    await ben.sees("The lamp is out")
    for payload in (f"case-{HUGE}", "case-", "case-1", "case-x", "invite-nonsense", "case--1"):
        await anna.starts(street.bot, payload)
    await anna.writes("/start case-²")
    await street.quiet()
    assert not await street.journal(JournalEntry.state == UpdateState.PARKED)
    assert not (await street.case()).is_private
