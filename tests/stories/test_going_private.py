"""From the group into private: by the asker alone, and nothing stays behind."""

import asyncio
from dataclasses import dataclass, field

from aiohttp import web

from models.case import Case, Privacy
from simulator import Group, Person
from simulator.errors import too_many_requests
from simulator.trouble import Refused
from tests.street import DUTY_ROOM, GRID, Street


@dataclass(slots=True, kw_only=True)
class HeldUp(Refused):
    """On its way for a while, and then refused."""

    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def before(self, request: web.BaseRequest) -> web.StreamResponse | None:
        self.arrived.set()
        await self.released.wait()
        return await Refused.before(self, request)


def was_said(street: Street, group: Group | Person, words: str) -> bool:
    """Whether it ever was, also if it was taken back at once."""
    return any(
        call.is_ok and call.chat == str(group.id) and words in str(call.parameters)
        for call in street.telegram.calls
    )


def link_to(case: Case) -> str:
    """Where the answer to the tap leads who has no private chat."""
    return f"https://t.me/doorstep_bot?start=case-{case.id}"


def hold_up(street: Street, group: Group | Person, method: str = "sendMessage") -> HeldUp:
    held = HeldUp(refusal=too_many_requests(1), method=method, chat=group.id, times=1)
    street.telegram.faults.add(held)
    return held


async def test_the_asker_continues_privately(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks")
    await ben.replies(card, "Is he at home now?")
    said = await anna.sees("Is he at home now?", in_group=GRID)
    await anna.taps(receipt, "Continue privately")
    here = await anna.sees("It continues here: only you and the station's officers can read it")
    case = await street.case()
    assert case.privacy is Privacy.PRIVATE
    assert "Officer Ben has it" in here.text
    for veiled in (receipt, said):
        assert veiled.text == f"🔒 Request {case.number} continues in private."
        assert not veiled.buttons
    assert "Private: replies reach the asker alone" in card.text
    await ben.sees("From now on your replies reach them alone")
    await anna.writes("Yes, he is")
    await ben.replies(await ben.sees("Yes, he is"), "I come in plain clothes")
    await anna.sees("I come in plain clothes")
    await street.quiet()
    await anna.does_not_see("I come in plain clothes", in_group=GRID)


async def test_a_relayed_photo_is_taken_out_of_the_group(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await ben.sends_photo(reply_to=await ben.sees("My brother drinks"), caption="Is this him?")
    photo = await anna.sees("Is this him?", in_group=GRID)
    await anna.taps(receipt, "Continue privately")
    await anna.sees_no_more(photo)


async def test_somebody_else_gets_an_empty_new_conversation(street: Street) -> None:
    anna, ella = street.resident("Anna"), street.resident("Ella", started=False)
    ben = street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    await ben.sees("My brother drinks")
    receipt = await ella.sees("We have your request", in_group=GRID)
    await ella.opens(link_to(await street.case()))
    await ella.sees("Hello Ella, this is Newtown police station")
    case = await street.case()
    assert case.privacy is Privacy.OPEN
    private = " ".join(bubble.text for bubble in ella.chat() if bubble.sender != "Ella")
    assert case.number not in private
    assert "brother" not in private
    await ella.writes("I need a form")
    await ella.sees("We have your request for help. Its number is")
    assert len(await street.cases()) == 2
    assert "continues in private" not in receipt.text


async def test_an_answer_that_was_queued_for_the_group_goes_to_the_asker(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks")
    await street.quiet()
    street.telegram.faults.refuse(retry_after=1, chat=street.maple_street.id, times=1)
    await ben.replies(card, "Is he at home now?")
    await ben.sees("Officer Ben has it")
    await anna.taps(receipt, "Continue privately")
    await anna.sees("Is he at home now?")
    await street.quiet()
    await anna.does_not_see("Is he at home", in_group=GRID)


async def test_an_answer_that_was_on_its_way_to_the_group_is_not_sent_there_again(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks")
    await street.quiet()
    held = hold_up(street, street.maple_street)
    await ben.replies(card, "Is he at home now?")
    await held.arrived.wait()
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    held.released.set()
    answer = await anna.sees("Is he at home now?")
    await street.quiet()
    assert answer.chat.id == anna.id
    assert not was_said(street, street.maple_street, "Is he at home now?")


async def test_a_photo_that_was_on_its_way_to_the_group_is_not_sent_there_again(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks")
    await street.quiet()
    held = hold_up(street, street.maple_street, "copyMessage")
    await ben.sends_photo(reply_to=card, caption="Is this him?")
    await held.arrived.wait()
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    held.released.set()
    photo = await anna.sees("Is this him?")
    await street.quiet()
    assert (photo.kind, photo.chat.id) == ("photo", anna.id)
    assert not was_said(street, street.maple_street, "Is this him?")


async def test_what_was_on_its_way_to_the_duty_room_is_not_sent_there_again(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben", on_duty=False)
    room = street.duty_room(ben)
    held = hold_up(street, room)
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await held.arrived.wait()
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    held.released.set()
    card = await ben.sees("Private: its words are shown to its officers alone", in_group=DUTY_ROOM)
    await street.quiet()
    assert "Accept" in card.buttons
    assert not was_said(street, room, "brother")


async def test_the_duty_room_keeps_number_kind_and_grid(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben", on_duty=False)
    street.duty_room(ben)
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("My brother drinks", in_group=DUTY_ROOM)
    await anna.writes("@doorstep_bot He is loud", in_group=GRID)
    more = await ben.sees("He is loud", in_group=DUTY_ROOM)
    await anna.taps(receipt, "Continue privately")
    await ben.sees_no_more(more)
    case = await street.case()
    assert card.text.splitlines() == [
        f"🟡 {case.number} · Help · Maple Street",
        "Waiting for an officer, answer promised by 10:10",
        "🔒 Private: its words are shown to its officers alone.",
    ]
    for words in ("Anna", "brother", "loud"):
        await ben.does_not_see(words, in_group=DUTY_ROOM)


async def test_who_took_it_in_the_duty_room_reads_on_in_private(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben", on_duty=False)
    street.duty_room(ben)
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await ben.taps(await ben.sees("My brother drinks", in_group=DUTY_ROOM), "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    await anna.writes("He has calmed down")
    relayed = await ben.sees("He has calmed down")
    assert relayed.chat.id == ben.id
    await ben.replies(relayed, "Call me if he starts again")
    await anna.sees("Call me if he starts again")


async def test_pressing_the_link_twice_changes_nothing_more(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await anna.taps(receipt, "Continue privately")
    url = link_to(await street.case())
    await anna.opens(url)
    await anna.opens(url)
    await street.quiet()
    await ben.replies(await ben.sees("My brother drinks"), "Is he at home now?")
    await anna.sees("Is he at home now?")
    told = [one for one in ben.chat() if "From now on your replies" in one.text]
    assert len(told) == 1


async def test_what_the_asker_adds_in_the_group_later_is_a_case_of_its_own(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help My brother drinks", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await anna.taps(receipt, "Continue privately")
    await anna.sees("It continues here")
    await anna.replies(receipt, "The lift is stuck")
    await ben.sees("The lift is stuck")
    assert [case.privacy for case in await street.cases()] == [Privacy.PRIVATE, Privacy.OPEN]
