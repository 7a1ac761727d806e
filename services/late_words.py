"""What an officer answers who no longer holds the case: it is held until they say what becomes
of it. The asker mustn't hear two officers at once, and nothing that was written is lost."""

from models.case import Case
from models.exchange import Voice
from services import answering, holding, lookup, relay
from services.desk import Desk
from services.errors import NotYours, OutdatedButton
from services.notices import answers, relays


async def hold(desk: Desk, case: Case) -> None:
    """Send, give to whoever has it, or drop? An album is asked about once, each edit anew."""
    said = desk.said
    known = (one.album for one in desk.shelf.exchanges.values() if one is not said)
    if said.album is None or said.replaces_id is not None or said.album not in known:
        holder = await lookup.person_by_id(desk, case.holder_id or 0)
        answers.late_words(desk, case, holder)


async def send(desk: Desk, case: Case, exchange_id: int) -> None:
    """They go out all the same, in the name of who wrote them; the holder sees them, too."""
    said = await answering.own_words(desk, exchange_id)
    are_late = await holding.went_to_another(desk, case)
    if not are_late:
        await holding.must_be_free_for(desk, case)
    for heard in said:
        scene = desk.acting_as(desk.actor, heard=heard)
        if not are_late:
            await relay.answer(scene, case)
            continue
        await relay.say_to_asker(scene, case)
        await relays.to_officers(scene, case, "words_from_officer", desk.me.name)
    answers.taken_as_answer(desk, case)


async def give(desk: Desk, case: Case, exchange_id: int) -> None:
    """Whoever has the case reads them as an internal note."""
    said = await answering.own_words(desk, exchange_id)
    if not await holding.went_to_another(desk, case):
        raise OutdatedButton
    for heard in said:
        scene = desk.acting_as(desk.actor, heard=heard)
        relay.belongs(scene, case, Voice.NOTE)
        await relays.note(scene, case)
    answers.given(desk, case, await lookup.person_by_id(desk, case.holder_id or 0))


async def drop(desk: Desk, case: Case, exchange_id: int) -> None:
    """Nobody reads them. They stay beside the case, in nobody's voice: edited, they are asked about
    anew."""
    said = await answering.own_words(desk, exchange_id)
    if await lookup.once_held(desk, case, desk.me):
        for heard in said:
            heard.case_id = case.id
    answers.dropped(desk)


async def write_anew(desk: Desk, case: Case) -> None:
    """What was dropped is edited: asked about again, or an answer, if the case has come back."""
    if not desk.me.is_staff:
        raise NotYours  # They have left the staff since.
    await answering.own_words(desk, desk.said.id)
    if await holding.went_to_another(desk, case):
        await hold(desk, case)
        return
    await holding.must_be_free_for(desk, case)
    await relay.say_to_asker(desk, case)
