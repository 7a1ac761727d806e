"""The way through the form: from /alert to a draft that can be handed in."""

from collections.abc import Callable

from models.alert import Alert, AlertState
from models.exchange import Exchange
from services import lookup
from services.alerts import (
    addressing,
    approving,
    attaching,
    drafts,
    endable,
    follow_up_drafts,
    parts,
    progress,
    ready,
    scheduling,
    showing,
    timing,
    wording,
)
from services.alerts.form import NO_LANGUAGE, OF_WORDS, Asked, Part, Sheet
from services.desk import Desk
from services.notices import alert_forms, alert_previews

AFTER = {
    Asked.BLANK: Sheet.WORDS,
    Asked.CONTACT: Sheet.WORDS,
    Asked.VOICE: Sheet.VOICE,
    Asked.PICTURE: Sheet.PICTURE,
    Asked.MOMENT: Sheet.WHEN,
    Asked.UNTIL: Sheet.WHEN,
}
WITHOUT = {
    Part.PICTURE: Sheet.PICTURE,
    Part.VOICE: Sheet.VOICE,
    Part.INSTRUCTION: Sheet.WORDS,
    Part.UNTIL: Sheet.WHEN,
}


async def home(desk: Desk) -> None:
    """What is open, and what can be begun."""
    alert_forms.home(desk, await drafts.open_ones(desk))


async def begin(desk: Desk, words: str = "") -> None:
    """A new draft; what stood behind the command are its first words."""
    words = wording.in_free_words(desk, words)
    alert = drafts.begin(desk)
    if words.strip():
        wording.write_whole(desk, alert, desk.language, words)
    await showing.show(desk, alert, Sheet.HUB)


async def begin_flash(desk: Desk) -> None:
    """Danger now: a sentence is asked for at once."""
    alert = drafts.begin_flash(desk)
    alert_forms.ask(desk, alert, Asked.SENTENCE, NO_LANGUAGE, desk.about)


async def open_one(desk: Desk, alert_id: int) -> None:
    """One's own draft as the form, or as a follow-up; what was submitted as who approves it sees
    it."""
    alert = await drafts.known(desk, alert_id)
    if alert.state is AlertState.SUBMITTED:
        await approving.show(desk, alert)
        return
    if scheduling.is_to_come(desk, alert):
        await approving.show_to_come(desk, alert)
        return
    if alert.state in (AlertState.SCHEDULED, AlertState.ENDED):
        await progress.show_to(desk, alert)
        return
    alert = await drafts.mine(desk, alert_id)
    if alert.root_id is not None:
        await follow_up_drafts.show(desk, alert)
        return
    await showing.show(desk, alert, Sheet.HUB)


async def ask(desk: Desk, alert_id: int, what: Asked, language: str) -> None:
    alert = await drafts.mine(desk, alert_id)
    if language != NO_LANGUAGE:
        wording.must_be_language(language)
    if what is Asked.BLANK:
        _ask_blank(desk, alert, desk.about)
    else:
        alert_forms.ask(desk, alert, what, language, desk.about)


async def answer(desk: Desk) -> None:
    """A reply to what was asked for. The form shows it; what can't be taken is told, and asked
    for still: nothing that was written before is lost."""
    asked = (desk.about.values if desk.about else None) or {}
    alert = await drafts.mine(desk, asked.get("alert", 0))
    what, language = Asked(asked["what"]), asked.get("said_in") or NO_LANGUAGE
    _take(desk, alert, what, language, asked.get("name"))
    if what is Asked.SENTENCE:
        await preview(desk, alert.id)
        return
    form = await _form(desk)
    sheet = Sheet.WORDS if what in OF_WORDS else AFTER[what]
    await showing.show(desk, alert, sheet, form)
    if what is not Asked.BLANK or not _ask_blank(desk, alert, form):
        alert_forms.taken(desk, form)


def _take(desk: Desk, alert: Alert, what: Asked, language: str, name: str | None) -> None:
    text = desk.said.text or ""
    match what:
        case Asked.BLANK:
            ready.fill(desk, alert, name or "", text)
        case Asked.WHOLE:
            wording.write_whole(desk, alert, language, text)
        case Asked.HEADLINE | Asked.TEXT | Asked.INSTRUCTION:
            wording.write(desk, alert, language, **{what.value: text})
        case Asked.SENTENCE:
            wording.write_sentence(desk, alert, text)
        case Asked.CONTACT:
            wording.set_contact(desk, alert, text)
        case Asked.VOICE:
            attaching.set_voice(desk, alert, language)
        case Asked.PICTURE:
            attaching.set_picture(desk, alert)
        case Asked.MOMENT:
            timing.set_moment(desk, alert, text)
        case Asked.UNTIL:
            timing.set_until(desk, alert, text)


async def choose_ready(desk: Desk, alert_id: int, key: str) -> None:
    """From the library; its blanks are asked for at once. What ends another alert asks which."""
    alert = await drafts.mine(desk, alert_id)
    follows = ready.follows(desk, key)
    if follows is not None:
        found = await endable.find(desk, follows)
        await showing.show_endable(desk, alert, follows, found)
        return
    ready.choose(desk, alert, key)
    await showing.show(desk, alert, Sheet.WORDS)
    _ask_blank(desk, alert, desk.about)


def _ask_blank(desk: Desk, alert: Alert, form: Exchange | None) -> bool:
    blank = ready.next_blank(desk, alert)
    if blank is not None:
        alert_forms.ask_blank(desk, alert, blank, form)
    return blank is not None


async def without(desk: Desk, alert_id: int, part: Part, language: str) -> None:
    alert = await drafts.mine(desk, alert_id)
    match part:
        case Part.PICTURE:
            attaching.without_picture(alert)
        case Part.VOICE:
            attaching.without_voice(alert, language)
        case Part.INSTRUCTION:
            wording.without_instruction(alert, language)
        case Part.UNTIL:
            timing.without_until(alert)
    await showing.show(desk, alert, WITHOUT[part])


async def change(desk: Desk, alert_id: int, sheet: Sheet, act: Callable[[Alert], None]) -> None:
    """One of what the sheet offers was tapped."""
    alert = await drafts.mine(desk, alert_id)
    act(alert)
    await showing.show(desk, alert, sheet)


async def turn_to(desk: Desk, alert_id: int, sheet: Sheet) -> None:
    sheet = Sheet.READY if sheet is Sheet.ENDABLE else sheet
    await showing.show(desk, await drafts.mine(desk, alert_id), sheet)


async def more_grids(desk: Desk, alert_id: int, page: int) -> None:
    await showing.show(desk, await drafts.mine(desk, alert_id), Sheet.AUDIENCE, page=page)


async def toggle_grid(desk: Desk, alert_id: int, grid_id: int) -> None:
    alert = await drafts.mine(desk, alert_id)
    addressing.toggle_grid(desk, alert, grid_id)
    grids = [grid.id for grid in desk.directory.open_grids()]
    page = grids.index(grid_id) // alert_forms.GRIDS_SHOWN
    await showing.show(desk, alert, Sheet.AUDIENCE, page=page)


async def toggle_area(desk: Desk, alert_id: int, area_id: int) -> None:
    alert = await drafts.mine(desk, alert_id)
    await addressing.toggle_area(desk, alert, area_id)
    await showing.show(desk, alert, Sheet.AUDIENCE)


async def preview(desk: Desk, alert_id: int) -> None:
    """As it will look in each language, and below it the way on."""
    alert = await drafts.mine(desk, alert_id)
    facts = await showing.facts(desk, alert)
    spoken = await parts.recordings(desk, alert)
    alert_previews.previewed(desk, alert, facts, spoken, _send_label(alert, facts))


async def discard(desk: Desk, alert_id: int) -> None:
    alert_previews.discarded(desk, await drafts.discard(desk, alert_id))


def _send_label(alert: Alert, facts: dict[str, object]) -> str | None:
    """How it goes on; not at all while something is missing."""
    if facts["lacks"]:
        return None
    if facts["approved"]:
        return "submit"
    if drafts.is_flash(alert) and facts["everywhere"]:
        return "flash"
    return "send" if facts["goes"] is None else "schedule"


async def _form(desk: Desk) -> Exchange | None:
    """What the question was asked under."""
    asked_under = desk.about.target_id if desk.about else None
    if asked_under is None:
        return None
    return await lookup.exchange_by_id(desk, asked_under)
