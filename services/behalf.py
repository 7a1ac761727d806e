"""On someone's behalf: a neighbour shows us what somebody else has said."""

from locales import match
from models.case import CaseKind
from models.exchange import Direction, Exchange
from models.person import Person
from services import arrivals, asking, files, lookup, record
from services.cases import Request
from services.desk import Desk
from services.errors import AlreadyAsked, BotsNeedNoHelp
from services.notices import groups
from services.quotation import Quotation
from services.words import bare


async def ask_for(desk: Desk, quoted: Quotation, kind: CaseKind) -> None:
    """A case for whoever wrote the quoted message, with those words; the helper is who entered
    it. Of an anonymous author the case belongs to that message alone."""
    if quoted.by_bot:
        raise BotsNeedNoHelp
    if desk.case is not None and desk.case.is_open:
        raise AlreadyAsked(number=desk.case.number)
    author = await _author(desk, quoted)
    heard = _heard(desk, quoted, author)
    helper = desk.actor if desk.actor is not author else None
    scene = desk.acting_as(author, heard=heard, case=None)
    case = await asking.ask(scene, Request(kind, bare(quoted.text), entered_by=helper))
    desk.said.case_id = case.id
    if helper is not None:
        record.note(desk, case, "entered_for_asker")
        if case.request_id != heard.id:
            groups.thanks(desk, case)


async def _author(desk: Desk, quoted: Quotation) -> Person | None:
    if quoted.author_id is None:
        return None
    address = desk.directory.by_external.get(quoted.author_id)
    address = address or desk.shelf.addresses.get(quoted.author_id)
    if address is not None and address.person_id is not None:
        return await lookup.person_by_id(desk, address.person_id)
    language = match(quoted.language, desk.station.language)
    return arrivals.meet(desk, quoted.author_id, quoted.author_name, language, quoted.username)


def _heard(desk: Desk, quoted: Quotation, author: Person | None) -> Exchange:
    """The quoted message is on record as if its author had sent it to us."""
    if desk.about is not None and desk.about.direction is Direction.IN:
        return desk.about
    heard = Exchange(
        station_id=desk.station.id,
        direction=Direction.IN,
        address_id=desk.here.id,
        thread_id=quoted.thread_id,
        message_id=quoted.message_id,
        person_id=author.id if author else None,
        at=desk.now(),
        text=quoted.text or None,
        content=quoted.content,
        media=quoted.media,
        album=quoted.album,
    )
    desk.add(heard)
    files.want(desk, heard)
    return heard
