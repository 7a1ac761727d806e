"""A voice and a poll go with an alert; where one doesn't arrive, that is told by itself."""

import pytest
from sqlalchemy import delete

from models.address import AddressState
from models.alert import Alert, AlertKind, RunState
from models.exchange import Delivery, Exchange, Purpose, Reason
from services.alerts import account
from services.alerts.account import Account
from services.alerts.parts import AlertPart
from simulator import Group
from simulator.errors import Refusal, bad_request, forbidden
from tests.alerts.middle import Held
from tests.alerts.recorded import carrying, recorded
from tests.alerts.station import WORDS, Station

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh_Hans"])
TEXTS = {
    ("en", "voice"): "the voice message is missing.\nThe recording is gone.\nWhere: Maple Street",
    ("en", "poll"): "the poll is missing.\nThe poll is gone.\nWhere: Maple Street, Street 1",
    ("zh_Hans", "voice"): "但没有收到语音。\n录音已不存在。\n涉及：Maple Street",
    ("zh_Hans", "poll"): "但没有收到投票。\n投票已不存在。\n涉及：Maple Street",
}
GONE = [
    bad_request("message to copy not found"),
    forbidden("bot was blocked by the user"),
    forbidden("user is deactivated"),
]


async def account_of(station: Station, alert: Alert) -> Account:
    run = await station.run(alert)
    async with station.desk() as desk:
        return await account.of_run(desk, alert, run)


async def parts(station: Station, alert: Alert) -> list[Exchange]:
    run = await station.run(alert)
    mine = (Exchange.run_id == run.id, Exchange.purpose == Purpose.ALERT_PART)
    return await station.street.sent(*mine)


def kinds(group: Group) -> list[str]:
    return [message.kind for message in group.chat.messages.values()][-2:]


@LANGUAGES
async def test_a_recording_that_is_gone_is_told_with_its_groups(
    station: Station, language: str
) -> None:
    street = station.street
    (second,) = station.groups(1)
    lee = street.officer("Lee", roles=("leader",))
    voice, _ = await recorded(station, lee, "voice")
    async with station.desk() as desk:
        await desk.session.execute(delete(Exchange).where(Exchange.id == voice.id))
    alert = await station.sends(lee, **carrying(voice, language))
    told = await account_of(station, alert)
    assert told.totals == {"done": 2}
    assert told.parts == {AlertPart.VOICE: {Delivery.FAILED: 2}}
    lost = {(one.part, one.title, one.state, one.reason) for one in told.lost}
    assert lost == {
        (AlertPart.VOICE, title, Delivery.FAILED, Reason.SOURCE_GONE)
        for title in ("Maple Street", "Street 1")
    }
    assert "voice" not in kinds(second)
    said = await lee.sees(TEXTS[language, "voice"])
    assert "Try the failed again" not in said.buttons
    bar = await lee.sees(f"2{'／' if language == 'zh_Hans' else ' of '}2")
    await lee.presses(bar, f"retry_failed:{(await station.run(alert)).id}")
    await lee.is_told(alert.number)


@LANGUAGES
@pytest.mark.parametrize("answer", GONE, ids=lambda one: one.description)
async def test_a_poll_that_is_gone_says_so_and_no_group_is_given_up(
    station: Station, language: str, answer: Refusal
) -> None:
    """The answer doesn't say which chat it means: who wrote the poll, or where it goes."""
    street = station.street
    (second,) = station.groups(1)
    lee = street.officer("Lee", roles=("leader",))
    poll, bubble = await recorded(station, lee, "poll")
    if "not found" in answer.description:
        await lee.deletes(bubble)
    else:
        street.telegram.faults.answer(answer, method="copyMessage")
    alert = await station.sends(lee, **carrying(poll, language))
    assert {row.reason for row in await parts(station, alert)} == {Reason.SOURCE_GONE}
    for group in (street.maple_street, second):
        assert (await street.address(group)).state is AddressState.ACTIVE
    assert (await station.run(alert)).state is RunState.DONE
    await lee.sees(TEXTS[language, "poll"])
    told = await account_of(station, alert)
    assert sum(sum(states.values()) for states in told.parts.values()) == 2


async def test_a_voice_goes_by_its_file_though_its_author_has_left(station: Station) -> None:
    street = station.street
    (second,) = station.groups(1)
    lee = street.officer("Lee", roles=("leader",))
    voice, bubble = await recorded(station, lee, "voice")
    await lee.deletes(bubble)
    await lee.blocks(street.bot)
    await street.quiet()
    alert = await station.sends(lee, **carrying(voice, "en"))
    assert [row.delivery for row in await parts(station, alert)] == [Delivery.DONE] * 2
    assert [kinds(group) for group in (street.maple_street, second)] == [["text", "voice"]] * 2


async def test_what_speaks_of_the_group_marks_the_group(station: Station) -> None:
    """It throws the bot out between the alert and its poll."""
    street = station.street
    (second,) = station.groups(1)
    lee = street.officer("Lee", roles=("leader",))
    poll, _ = await recorded(station, lee, "poll")
    street.telegram.faults.kicked(method="copyMessage", chat=second)
    alert = await station.sends(lee, **carrying(poll, "en"))
    assert (await street.address(second)).state is AddressState.UNREACHABLE
    told = await account_of(station, alert)
    assert [(one.title, one.reason) for one in told.lost] == [("Street 1", Reason.REMOVED)]
    assert told.parts == {AlertPart.POLL: {Delivery.DONE: 1, Delivery.FAILED: 1}}


async def test_it_isnt_over_before_its_parts_are(station: Station) -> None:
    """Telegram takes its time with the poll: only then is it said that it is out."""
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    poll, _ = await recorded(station, lee, "poll")
    fault = street.telegram.faults.add(Held(name="held", method="copyMessage"))
    alert = await station.writes(lee, **carrying(poll, "en"))
    await station.begins()

    async def has_arrived() -> bool:
        rows = await station.on_record(await station.run(alert))
        return [row.delivery for row in rows] == [Delivery.DONE]

    await street.until(has_arrived)
    await station.begins()
    assert (await station.run(alert)).state is RunState.SENDING
    street.telegram.faults.lift(fault)
    await station.goes_on()
    assert (await station.run(alert)).state is RunState.DONE
    await lee.sees("It is out: the one chat has it.")


@LANGUAGES
async def test_who_is_back_gets_the_voice_with_the_words(station: Station, language: str) -> None:
    street = station.street
    lee, ella = street.officer("Lee", roles=("leader",)), street.resident("Ella")
    await station.subscribes(ella)
    voice, _ = await recorded(station, lee, "voice")
    first = await station.sends(lee)
    await ella.blocks(street.bot)
    await street.quiet()
    words = {language: {"headline": "1", "text": "+++ 16:00 +++"}}
    columns = {"words": words, **carrying(voice, language)}
    update = await station.follows(first, AlertKind.UPDATE, lee, **columns)
    await ella.unblocks()
    bar = await lee.sees(f"1{'／' if language == 'zh_Hans' else ' of '}2")
    await lee.presses(bar, f"retry_failed:{(await station.run(update)).id}")
    await station.goes_on()
    words_seen, heard = ella.chat()[-2:]
    assert "+++ 16:00 +++" in words_seen.text
    assert (heard.kind, heard.reply_to) == ("voice", words_seen)


async def test_a_part_that_failed_is_tried_again_where_the_alert_stands(station: Station) -> None:
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    poll, _ = await recorded(station, lee, "poll")
    refusal = bad_request("not enough rights to send polls to the chat")
    fault = street.telegram.faults.answer(refusal, method="copyMessage")
    alert = await station.sends(lee, **carrying(poll, "en"))
    await lee.sees("the poll is missing.\nThe bot may not send that there.")
    street.telegram.faults.lift(fault)
    await lee.taps(await lee.sees("1 of 1"), "Try the failed again")
    await station.goes_on()
    assert [row.delivery for row in await parts(station, alert)] == [Delivery.DONE]
    assert kinds(street.maple_street) == ["text", "poll"]
    (run,) = await station.runs(alert)
    assert [row.tries for row in await station.rows(run)] == [1]
    assert WORDS["en"]["text"] in str(list(street.maple_street.chat.messages.values())[-2].text)
