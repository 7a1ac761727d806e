"""An officer answers in the group itself: what is settled aloud must not escalate."""

import pytest
from sqlalchemy import select

from models.case import Case, CaseState
from models.deadline import Deadline, DeadlineKind
from models.exchange import Exchange, Voice
from tests.street import GRID, Street

ASKED = "/help The lift is stuck"


async def due(street: Street, case: Case) -> list[DeadlineKind]:
    async with street.record() as session:
        rows = select(Deadline.kind).where(Deadline.case_id == case.id, Deadline.done_at.is_(None))
        return list(await session.scalars(rows))


async def test_a_reply_in_the_group_is_the_answer_and_offers_the_case(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    backup = street.officer("Ella", position="backup")
    street.maple_street.add(ben)
    await anna.writes(ASKED, in_group=GRID)
    receipt = await ben.sees("We have your request", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await ben.replies(receipt, "I am coming down")
    offer = await ben.sees("so it goes to nobody further. Will you take it?")
    assert offer.reply_to == card
    await street.quiet()
    assert "An officer has answered you in the group" in receipt.text
    assert "Answered in the group, nobody has taken it" in card.text
    case = await street.case()
    assert (case.state, case.holder_id) == (CaseState.WAITING, None)
    assert await due(street, case) == [DeadlineKind.ANSWERED]
    await street.later(minutes=30)
    await backup.does_not_see("The lift is stuck")
    assert "🔴" not in card.text
    await ben.taps(offer, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    assert await due(street, case) == [DeadlineKind.NO_WORD]


async def test_the_answer_is_on_record_as_the_officers(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.maple_street.add(ben)
    asked = await anna.writes(ASKED, in_group=GRID)
    await anna.sees("We have your request", in_group=GRID)
    await ben.replies(asked, "I am coming down")
    case = await street.case()
    async with street.record() as session:
        said = (
            await session.scalars(select(Exchange).where(Exchange.text == "I am coming down"))
        ).one()
    assert (said.case_id, said.voice) == (case.id, Voice.OFFICER)


async def test_a_mention_of_the_asker_is_the_answer(street: Street) -> None:
    anna, ben = street.resident("Anna", username="Anna_Lee"), street.officer("Ben")
    street.maple_street.add(ben)
    await anna.writes(ASKED, in_group=GRID)
    await anna.sees("We have your request", in_group=GRID)
    await ben.writes("@anna_lee I am coming down", in_group=GRID)
    await ben.sees("Will you take it?")
    case = await street.case()
    assert case.is_answered


async def test_whom_a_neighbour_mentions_is_none_of_our_business(street: Street) -> None:
    anna, ella = street.resident("Anna", username="anna_lee"), street.resident("Ella")
    street.officer("Ben")
    await anna.writes(ASKED, in_group=GRID)
    await anna.sees("We have your request", in_group=GRID)
    await ella.writes("@anna_lee nosy secret", in_group=GRID)
    assert not (await street.case()).is_answered
    async with street.record() as session:
        assert "nosy secret" not in " ".join(
            filter(None, await session.scalars(select(Exchange.text)))
        )


async def test_an_officer_may_mention_who_asked_nothing(street: Street) -> None:
    anna, ben = street.resident("Anna", username="anna_lee"), street.officer("Ben")
    street.maple_street.add(ben)
    await ben.writes("@anna_lee lovely day", in_group=GRID)
    await anna.writes(ASKED, in_group=GRID)
    await anna.sees("We have your request", in_group=GRID)
    async with street.record() as session:
        assert "lovely day" not in " ".join(
            filter(None, await session.scalars(select(Exchange.text)))
        )


async def test_whoever_answered_is_reminded_and_nobody_else(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    backup = street.officer("Ella", position="backup")
    street.maple_street.add(ben)
    asked = await anna.writes(ASKED, in_group=GRID)
    await anna.sees("We have your request", in_group=GRID)
    await ben.replies(asked, "I am coming down")
    await ben.sees("so it goes to nobody further")
    await street.later(minutes=61)
    await ben.sees("nobody has taken it yet. Will you take it?")
    await backup.does_not_see("The lift is stuck")
    assert await due(street, await street.case()) == [DeadlineKind.ANSWERED]


async def test_the_asker_has_more_to_say_and_is_promised_anew(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    backup = street.officer("Ella", position="backup")
    street.maple_street.add(ben)
    asked = await anna.writes(ASKED, in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await ben.replies(asked, "Have you pressed the bell?")
    await ben.sees("Will you take it?")
    await anna.replies(receipt, "Nobody answers it")
    await ben.sees("Nobody answers it")
    assert await due(street, await street.case()) == [DeadlineKind.ACCEPT]
    await street.later(minutes=11)
    await backup.sees("The lift is stuck")


async def test_another_officer_answers_and_the_holder_hears_it(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.officer("Ella")
    street.maple_street.add(ella)
    asked = await anna.writes(ASKED, in_group=GRID)
    await ben.taps(await ben.sees("The lift is stuck"), "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await ella.replies(asked, "The mechanic is on the way")
    await ben.sees("The mechanic is on the way")
    await street.quiet()
    await ella.does_not_see("Will you take it?")


async def test_words_after_the_end_open_nothing(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.maple_street.add(ben)
    await anna.writes(ASKED, in_group=GRID)
    card = await ben.sees("Waiting for an officer")
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end?"), "Mended")
    await ben.taps(await ben.sees("Post it?"), "Post it")
    done = await ben.sees("is done", in_group=GRID)
    await ben.replies(done, "Glad to help")
    assert len(await street.cases()) == 1


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_in_chinese(street: Street) -> None:
    anna, ben = street.resident("李奶奶"), street.officer("王向阳")
    street.maple_street.add(ben)
    asked = await anna.writes("求助 电梯卡住了", in_group=GRID)
    await ben.sees("电梯卡住了")
    await street.quiet()
    await ben.replies(asked, "我马上下来")
    await ben.taps(await ben.sees("您要接单吗？"), "接单")
    await anna.sees("王警官", in_group=GRID)
