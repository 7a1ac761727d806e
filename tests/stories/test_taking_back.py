"""Turned private with one tap: what the bot said is veiled, the asker's own words can go, too."""

import pytest
from sqlalchemy import select

from models.case import CaseEvent, Privacy
from simulator import Bubble, Person
from tests.street import GRID, Street

ASKED = "/help My brother drinks"


async def asks(street: Street, anna: Person, ben: Person) -> tuple[Bubble, Bubble, Bubble]:
    """What Anna wrote, her receipt, and Ben's card."""
    asked = await anna.writes(ASKED, in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks")
    await street.quiet()
    return asked, receipt, card


async def happened(street: Street) -> list[str]:
    await street.quiet()
    async with street.record() as session:
        return list(await session.scalars(select(CaseEvent.what).order_by(CaseEvent.id)))


async def test_one_tap_of_the_asker(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    _, receipt, card = await asks(street, anna, ben)
    await ben.replies(card, "Is he at home now?")
    said = await anna.sees("Is he at home now?", in_group=GRID)
    await anna.taps(receipt, "Continue privately")
    await anna.is_told("It continues in our private chat")
    here = await anna.sees("It continues here")
    assert here.chat.id == anna.id
    number = (await street.case()).number
    assert receipt.text == said.text == f"🔒 Request {number} continues in private."
    assert receipt.buttons == []


async def test_one_tap_without_a_private_chat(street: Street) -> None:
    anna, ben = street.resident("Anna", started=False), street.officer("Ben")
    _, receipt, card = await asks(street, anna, ben)
    await ben.replies(card, "Is he at home now?")
    said = await anna.sees("Is he at home now?", in_group=GRID)
    tap = await anna.taps(receipt, "Continue privately")
    url = (await tap.answer()).url
    case = await street.case()
    assert case.privacy is Privacy.PRIVATE
    assert said.text == f"🔒 Request {case.number} continues in private."
    assert "press Start" in receipt.text
    assert receipt.buttons == ["Continue privately"]
    await ben.replies(card, "I come in plain clothes")
    await ben.sees("They get your words as soon as they do")
    await anna.does_not_see("plain clothes")
    await anna.opens(url)
    await anna.sees("It continues here")
    words = await anna.sees("I come in plain clothes")
    assert words.chat.id == anna.id
    notice = await anna.sees("We keep what you send here")
    assert notice.buttons == ["中文 (简体)", "English", "Safety alerts"]
    await anna.opens(url)
    await street.quiet()
    assert len([one for one in anna.chat() if "We keep what" in one.text]) == 1
    await street.quiet()
    assert receipt.text == f"🔒 Request {case.number} continues in private."


async def test_an_answer_that_was_queued_waits_for_start(street: Street) -> None:
    anna, ben = street.resident("Anna", started=False), street.officer("Ben")
    _, receipt, card = await asks(street, anna, ben)
    street.telegram.faults.refuse(retry_after=1, chat=street.maple_street.id, times=1)
    await ben.replies(card, "Is he at home now?")
    await ben.sees("Officer Ben has it")
    tap = await anna.taps(receipt, "Continue privately")
    url = (await tap.answer()).url
    await street.quiet()
    await anna.does_not_see("Is he at home")
    await anna.opens(url)
    words = await anna.sees("Is he at home now?")
    assert words.chat.id == anna.id


async def test_a_reply_after_it_went_private_while_the_answer_was_queued(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.resident("Ella")
    _, receipt, card = await asks(street, anna, ben)
    street.telegram.faults.refuse(retry_after=1, chat=street.maple_street.id, times=1)
    await ben.replies(card, "Is he at home now?")
    await ben.sees("Officer Ben has it")
    await anna.taps(receipt, "Continue privately")
    answer = await anna.sees("Is he at home now?")
    await anna.replies(answer, "He sleeps")
    await ben.sees("He sleeps")
    await ella.replies(receipt, "I heard him, too")
    await ben.replies(card, "I come at five")
    assert (await anna.sees("I come at five")).chat.id == anna.id
    await street.quiet()
    for words in ("at home", "sleeps", "at five"):
        await ella.does_not_see(words, in_group=GRID)
    first, second = await street.cases()
    assert (first.privacy, second.asker_name) == (Privacy.PRIVATE, "Ella")


async def test_nobody_else_turns_it_private(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.resident("Ella")
    _, receipt, _ = await asks(street, anna, ben)
    await ella.taps(receipt, "Continue privately")
    await ella.is_told("this is for someone else")
    await ella.presses(receipt, f"make_private:{(await street.case()).id}")
    await street.quiet()
    assert (await street.case()).privacy is Privacy.OPEN


async def test_the_officer_turns_it_private(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.resident("Ella")
    _, receipt, card = await asks(street, anna, ben)
    await ben.taps(card, "Make private")
    await ben.is_told("the group reads only its number and state")
    here = await anna.sees("It continues here")
    case = await street.case()
    assert here.chat.id == anna.id
    assert case.privacy is Privacy.PRIVATE
    assert receipt.text == f"🔒 Request {case.number} continues in private."
    await ben.replies(card, "Is he at home now?")
    assert (await anna.sees("Is he at home now?")).chat.id == anna.id
    assert "Make private" not in card.buttons
    await street.quiet()
    await ella.does_not_see("Is he at home", in_group=GRID)


async def test_an_officer_who_does_not_hold_it_cannot(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    cora = street.officer("Cora")
    _, _, card = await asks(street, anna, ben)
    its_card = await cora.sees("My brother drinks")
    await ben.taps(card, "Accept")
    await street.quiet()
    await cora.taps(its_card, "Make private")
    await cora.is_told("Officer Ben already has")
    assert (await street.case()).privacy is Privacy.OPEN


async def test_the_officer_of_an_asker_without_a_private_chat(street: Street) -> None:
    anna, ben = street.resident("Anna", started=False), street.officer("Ben")
    _, receipt, card = await asks(street, anna, ben)
    await ben.taps(card, "Make private")
    await ben.sees("the asker has not opened the private chat yet")
    await street.quiet()
    assert "press Start" in receipt.text
    await ben.taps(card, "Accept")
    await street.quiet()
    assert "Ben" not in receipt.text
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")


async def test_the_askers_own_messages_are_deleted_if_they_wish(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.resident("Ella")
    asked, receipt, _ = await asks(street, anna, ben)
    more = await anna.replies(receipt, "He is loud")
    hers = await ella.replies(receipt, "I hear it, too")
    await street.quiet()
    await anna.taps(receipt, "Continue privately")
    offer = await anna.sees("still stand in the group (2). Shall we delete them there?")
    assert offer.chat.id == anna.id
    assert not asked.is_deleted
    await anna.taps(offer, "Delete them")
    await anna.sees_no_more(asked)
    await anna.sees_no_more(more)
    await street.quiet()
    assert not hers.is_deleted
    assert "are being deleted" in offer.text
    assert "askers_messages_deleted" in await happened(street)


async def test_the_officer_who_turned_it_private_is_asked_as_well(street: Street) -> None:
    anna, ben = street.resident("Anna", started=False), street.officer("Ben")
    asked, receipt, card = await asks(street, anna, ben)
    await ben.taps(card, "Make private")
    offer = await ben.sees("the asker's own messages still stand in the group (1)")
    await anna.does_not_see("still stand in the group")
    await ben.taps(offer, "Delete them")
    await anna.sees_no_more(asked)
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    await street.quiet()
    await anna.does_not_see("still stand in the group")


async def test_who_presses_start_later_is_asked_then(street: Street) -> None:
    anna, ben = street.resident("Anna", started=False), street.officer("Ben")
    asked, receipt, _ = await asks(street, anna, ben)
    tap = await anna.taps(receipt, "Continue privately")
    await anna.opens((await tap.answer()).url)
    await anna.taps(await anna.sees("still stand in the group (1)"), "Delete them")
    await anna.sees_no_more(asked)


async def test_without_the_right_to_delete_it_is_said_once(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.maple_street.promote(street.bot, pin=True, delete=False)
    asked, receipt, _ = await asks(street, anna, ben)
    more = await anna.replies(receipt, "He is loud")
    await street.quiet()
    await anna.taps(receipt, "Continue privately")
    await anna.taps(await anna.sees("Shall we delete them there?"), "Delete them")
    await street.later(seconds=1)
    await anna.sees("we may not delete messages in that group. Please do it yourself")
    await street.quiet()
    told = [one for one in anna.chat() if "may not delete" in one.text]
    assert len(told) == 1
    assert not asked.is_deleted
    assert not more.is_deleted
    await ben.does_not_see("may not delete")


async def test_what_the_asker_has_deleted_meanwhile_is_no_failure(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    asked, receipt, _ = await asks(street, anna, ben)
    await anna.taps(receipt, "Continue privately")
    offer = await anna.sees("Shall we delete them there?")
    await anna.deletes(asked)
    await anna.taps(offer, "Delete them")
    await street.later(seconds=1)
    await street.quiet()
    await anna.does_not_see("may not delete")
    assert not await street.failed()


async def test_somebody_else_cannot_have_them_deleted(street: Street) -> None:
    anna, ben, ella = street.resident("Anna"), street.officer("Ben"), street.resident("Ella")
    asked, receipt, _ = await asks(street, anna, ben)
    await anna.taps(receipt, "Continue privately")
    await anna.sees("Shall we delete them there?")
    hello = await ella.sees("Hello Ella")
    await ella.presses(hello, f"delete_said:{(await street.case()).id}")
    await street.quiet()
    assert not asked.is_deleted


@pytest.mark.parametrize("ending", ["resolved", "cancelled"])
async def test_the_group_sees_that_it_is_over(street: Street, ending: str) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    _, receipt, card = await asks(street, anna, ben)
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    number = (await street.case()).number
    if ending == "resolved":
        await ben.taps(card, "Resolve")
        await ben.replies(await ben.sees("How did it end?"), "He sleeps")
        await ben.taps(await ben.sees("Post it?"), "Post it")
        await anna.sees("He sleeps")
    else:
        await anna.writes("/cases")
        await anna.taps(await anna.sees("Your requests\n"), f"Cancel {number}")
    await street.quiet()
    over = {"resolved": "is done.", "cancelled": "was taken back."}
    assert receipt.text == f"🔒 Request {number} {over[ending]}"


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_in_chinese(street: Street) -> None:
    anna, ben = street.resident("李奶奶"), street.officer("王向阳")
    asked = await anna.writes("求助 有人偷电动车", in_group=GRID)
    receipt = await anna.sees("群内求助不等于报警，报警请拨110", in_group=GRID)
    card = await ben.sees("有人偷电动车")
    await ben.taps(card, "转为私密")
    await ben.is_told("已转为私密，群里只见编号和状态")
    offer = await anna.sees("您在群里关于事项")
    assert "转为私聊" not in receipt.buttons
    await anna.taps(offer, "删除这些消息")
    await anna.sees_no_more(asked)
