"""Words on their way: from the asker and neighbours to the officers, and back."""

from typing import Any

from sqlalchemy import select

from models.address import Address, AddressState
from models.case import Case, CaseEvent
from models.exchange import Direction, Exchange, Operation, Purpose, Voice
from services import albums, attending, calling, discreet, holding, lookup, outbox, record
from services.desk import Desk
from services.notices import cards, receipts, relays

KEPT = "kept_for_start"  # an answer that waits for the asker's private chat


def belongs(desk: Desk, case: Case, voice: Voice) -> None:
    """What was heard is part of this case, spoken as `voice`."""
    desk.said.case_id, desk.said.voice = case.id, voice
    desk.touch(case)


def goes_on(desk: Desk) -> bool:
    """Whether this is a further item of an album whose first we have answered."""
    album = desk.said.album
    return album is not None and desk.about is not None and desk.about.album == album


async def from_asker(desk: Desk, case: Case) -> None:
    await _reach_the_next(desk, case)
    await relays.to_officers(desk, case, "words_from_asker", case.asker_name)


async def from_neighbour(desk: Desk, case: Case) -> None:
    """A neighbour's reply is kept and passed on as the neighbour's."""
    belongs(desk, case, Voice.NEIGHBOUR)
    await neighbours_words(desk, case)
    if not goes_on(desk):
        await receipts.neighbour_joined(desk, case, desk.here)


async def thanks(desk: Desk, case: Case, voice: Voice) -> None:
    """The officer reads it; whoever said it isn't asked anything."""
    belongs(desk, case, voice)
    template = "words_from_asker" if voice is Voice.ASKER else "words_from_neighbour"
    await relays.to_officers(desk, case, template, desk.name)


async def neighbours_words(desk: Desk, case: Case) -> None:
    await _reach_the_next(desk, case)
    await relays.to_officers(desk, case, "words_from_neighbour", desk.name)


async def _reach_the_next(desk: Desk, case: Case) -> None:
    """Whoever has the case, or is asked, and read of it in a digest alone: its card comes with the
    first words that are said since."""
    for to in await cards.without_card(desk, case):
        card = await cards.card(desk, case, to)
        before = [one for one in await lookup.said_in(desk, case) if one is not desk.heard]
        await relays.so_far(desk, case, card, before)


async def answer(desk: Desk, case: Case) -> None:
    """An officer's words go to the asker; whoever answers a free case takes it."""
    await holding.accept(desk, case)
    await say_to_asker(desk, case)


async def say_to_asker(desk: Desk, case: Case) -> None:
    """Where the asker reads it; if there is no such place, they have to be called."""
    belongs(desk, case, Voice.OFFICER)
    if discreet.applies(case):
        await discreet.answered(desk, case)
        return
    to = await lookup.asked_at(desk, case)
    if to is not None and to.is_private and to.state is AddressState.UNSEEN:
        record.note(desk, case, KEPT, exchange=desk.said.id)
        await cards.to_officers(desk, case, "waits_for_start")
        return
    if to is None or not to.reachable:
        await calling.must_call(desk, case)
        return
    language = await lookup.language_of_asker(desk, case)
    await relays.to_asker(desk, case, to, desk.me, language)
    await attending.word_given(desk, case)


async def said_meanwhile(desk: Desk, case: Case, to: Address) -> None:
    """What officers answered before the asker had a private chat with us."""
    language = await lookup.language_of_asker(desk, case)
    kept = await desk.session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id == case.id, CaseEvent.what == KEPT)
        .order_by(CaseEvent.id)
    )
    for event in kept:
        heard = await lookup.exchange_by_id(desk, event.detail["exchange"])
        if heard is not None and heard.direction is Direction.OUT:
            await once_more(desk, case, heard, to)
        elif heard is not None and heard.person_id is not None:
            officer = await lookup.person_by_id(desk, heard.person_id)
            scene = desk.acting_as(desk.actor, heard=heard)
            await relays.to_asker(scene, case, to, officer, language)


async def once_more(desk: Desk, case: Case, sent: Exchange, to: Address) -> Exchange | None:
    """What a message of ours says, or was to say, in another chat."""
    if sent.language is None:
        return None
    values, language = sent.values or {}, sent.language
    if sent.operation is Operation.SEND and sent.template is not None:
        purpose = Purpose(sent.purpose) if sent.purpose else Purpose.NOTICE
        return outbox.say(
            desk, to, sent.template, values, language=language, case=case, purpose=purpose
        )
    if sent.operation is Operation.ALBUM and sent.template is not None:
        return _album_once_more(desk, case, sent, to, values)
    source = await lookup.exchange_by_id(desk, sent.source_id) if sent.source_id else None
    if sent.operation is not Operation.COPY or source is None:
        return None
    return outbox.copy(
        desk, to, source, sent.template, values, language=language, case=case, reply_to_id=None
    )


def _album_once_more(
    desk: Desk, case: Case, sent: Exchange, to: Address, values: dict[str, Any]
) -> Exchange:
    return albums.album(
        desk,
        to,
        sent.album or "",
        values["items"],
        sent.template or "",
        values,
        language=sent.language or desk.station.language,
        case=case,
        reply_to_id=None,
    )
