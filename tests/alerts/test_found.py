"""A missing person's photo is replaced everywhere when they are found."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from models.alert import Alert, AlertKind, Category
from models.exchange import Delivery, Exchange, Operation, Reason
from simulator import Bubble, Person
from simulator.errors import bad_request
from tests.alerts.station import Station
from tests.street import GRID

MISSING = {
    "en": {"headline": "Missing: Kim Li, 8", "text": "Kim wears a red coat."},
    "zh_Hans": {"headline": "寻找李小明，8岁", "text": "小明穿红色外套。"},
}


async def looks_for(
    station: Station,
    lee: Person,
    words: dict[str, dict[str, str]] = MISSING,
    category: Category = Category.RESCUE,
) -> Alert:
    """An alert with a photo that the leader sent to the bot."""
    street = station.street
    await street.quiet()
    await lee.sends_photo(caption="/new Kim")
    await street.quiet()
    async with street.record() as session:
        photo = (
            await session.scalars(select(Exchange).where(Exchange.content == "photo").limit(1))
        ).one()
    return await station.sends(
        lee,
        words=words,
        category=category,
        source_id=photo.id,
        content="photo",
        media=photo.media,
    )


async def test_where_it_may_not_have_arrived_its_photo_is_not_tried_again(
    station: Station,
) -> None:
    """Nobody knows where it would stand; the other one that failed is tried again."""
    street = station.street
    (second,) = station.groups(1)
    lee = street.officer("Lee", roles=("leader",))
    await street.quiet()
    faults = street.telegram.faults
    faults.lose_answer(before=False, chat=second, method="sendPhoto", times=1)
    alert = await looks_for(station, lee)
    refused = bad_request("not enough rights to edit messages")
    also = bad_request("message can't be deleted")
    stand = [
        faults.answer(refused, method="editMessageMedia"),
        faults.answer(also, method="deleteMessage"),
    ]
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    for one in stand:
        faults.lift(one)
    run = await station.run(clear)
    await lee.presses((await lee.sees("2 of 2")), f"retry_failed:{run.id}")
    await station.goes_on()
    outcomes = {(row.delivery, row.reason) for row in await photos(station, clear)}
    assert outcomes == {(Delivery.DONE, None), (Delivery.FAILED, Reason.UNKNOWN)}


def file_of(bubble: Bubble) -> str:
    return str(bubble.raw["photo"][-1]["file_unique_id"])


async def photos(station: Station, clear: Alert) -> list[Exchange]:
    run = await station.run(clear)
    taken = (Operation.REPLACE, Operation.DELETE)
    return await station.street.sent(Exchange.run_id == run.id, Exchange.operation.in_(taken))


@pytest.mark.parametrize("kind", [AlertKind.ALL_CLEAR, AlertKind.CANCEL])
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_a_call_off_takes_the_photo_away_too(
    station: Station, language: str, kind: AlertKind
) -> None:
    """And the neutral picture goes up once, however many chats there are."""
    street = station.street
    station.groups(3)
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await looks_for(station, lee)
    text = MISSING[language]["text"]
    seen = await anna.sees(text, in_group="Maple Street")
    face = file_of(seen)
    clear = await station.follows(alert, kind, lee)
    assert text not in seen.text
    assert file_of(seen) != face
    rows = await photos(station, clear)
    assert [(row.operation, row.delivery) for row in rows] == [
        (Operation.REPLACE, Delivery.DONE)
    ] * 4
    edits = street.telegram.calls.named("editMessageMedia")
    assert len(edits) == 4
    assert sum("attach://" in str(call.parameters) for call in edits) == 1


async def test_the_photo_of_an_alert_goes_by_its_id(station: Station) -> None:
    """Nothing is uploaded or copied, so that its author can't change or take it away meanwhile."""
    street = station.street
    station.groups(3)
    lee = street.officer("Lee", roles=("leader",))
    alert = await looks_for(station, lee)
    sent = street.telegram.calls.named("sendPhoto")
    assert alert.media is not None
    assert [alert.media["file_id"] in str(call.parameters) for call in sent] == [True] * 4
    assert street.telegram.calls.named("copyMessage") == []


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_an_update_keeps_the_picture_and_what_to_do(station: Station, language: str) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    words = {language: {**MISSING[language], "instruction": "☎ 110!"}}
    await looks_for(station, lee, words)
    first = await anna.sees(MISSING[language]["text"], in_group="Maple Street")
    update = {"en": "Update it…", "zh_Hans": "发布更新……"}[language]
    await lee.taps(await last(station, lee), update)
    await station.street.quiet()
    form = [one for one in lee.chat() if one.asks_for_reply][-1]
    await lee.replies(form, "+++ 16:00 +++")
    await lee.taps(await last(station, lee), {"en": "Send now", "zh_Hans": "现在发送"}[language])
    await station.goes_on()
    second = await anna.sees("+++ 16:00 +++", in_group="Maple Street")
    assert "👉 ☎ 110!" in second.text
    assert file_of(second) == file_of(first)


async def last(station: Station, lee: Person) -> Bubble:
    await station.street.quiet()
    return lee.chat()[-1]


@pytest.mark.parametrize(
    ("language", "shown", "found"),
    [("en", "red coat", "They have been found"), ("zh_Hans", "红色外套", "人已找到")],
)
async def test_it_goes_from_every_chat_and_no_name_is_said(
    station: Station, shown: str, found: str
) -> None:
    """The picture goes up once, and by its id from then on."""
    street = station.street
    station.groups(2)
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    ella = street.resident("Ella")
    await station.subscribes(ella)
    alert = await looks_for(station, lee)
    before = [await anna.sees(shown, in_group="Maple Street"), await ella.sees(shown)]
    face = file_of(before[0])
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    for bubble in before:
        assert found in bubble.text
        assert "Kim" not in bubble.text
        assert "小明" not in bubble.text
        assert file_of(bubble) != face
    assert file_of(before[0]) == file_of(before[1])
    said = await anna.sees(found, in_group="Maple Street")
    assert "Kim" not in said.text
    rows = await photos(station, clear)
    assert [(row.operation, row.delivery) for row in rows] == [
        (Operation.REPLACE, Delivery.DONE)
    ] * 4
    await lee.sees("replaced in 4" if shown == "red coat" else "照片已在4条消息中换掉")


def _refuse_edits(station: Station) -> None:
    refusal = bad_request("message can't be edited")
    station.street.telegram.faults.answer(refusal, method="editMessageMedia")


def _refuse_both(station: Station) -> None:
    _refuse_edits(station)
    refusal = bad_request("message can't be deleted for everyone")
    station.street.telegram.faults.answer(refusal, method="deleteMessage")


def _remove(station: Station) -> None:
    station.street.maple_street.remove(station.street.bot)


@pytest.mark.parametrize(
    ("trouble", "became", "told"),
    [
        (_refuse_edits, (Operation.DELETE, Delivery.DONE, None), "1 were deleted"),
        (_refuse_both, (Operation.DELETE, Delivery.FAILED, Reason.NO_RIGHT), "in 1 it still"),
        (_remove, (Operation.REPLACE, Delivery.FAILED, Reason.REMOVED), "in 1 it still stands"),
    ],
)
async def test_where_it_cannot_be_replaced_the_author_is_told(
    station: Station,
    trouble: Callable[[Station], None],
    became: tuple[Operation, Delivery, Reason | None],
    told: str,
) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await looks_for(station, lee)
    await anna.sees("red coat", in_group="Maple Street")
    await street.quiet()
    trouble(station)
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    (row,) = await photos(station, clear)
    assert (row.operation, row.delivery, row.reason) == became
    await lee.sees(told)


async def test_what_stands_in_the_chat_that_a_group_has_left_is_on_record(
    station: Station,
) -> None:
    street = station.street
    group = street.grid(GRID, supergroup=False)
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await looks_for(station, lee)
    await anna.sees("red coat", in_group=GRID)
    group.upgrade()
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    (row,) = await photos(station, clear)
    assert (row.delivery, row.reason) == (Delivery.FAILED, Reason.LEFT_BEHIND)


async def test_an_answer_that_was_lost_is_tried_again(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await looks_for(station, lee)
    seen = await anna.sees("red coat", in_group="Maple Street")
    await street.quiet()
    street.telegram.faults.lose_answer(before=False, method="editMessageMedia", times=1)
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    assert "They have been found" in seen.text
    assert [row.delivery for row in await photos(station, clear)] == [Delivery.DONE]


async def test_nothing_else_is_replaced(station: Station) -> None:
    """An alert of another category keeps its picture."""
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    await street.quiet()
    await lee.sends_photo(caption="/new A lost bag")
    alert = await station.sends(lee)
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    await anna.sees("The danger is over", in_group="Maple Street")
    assert await photos(station, clear) == []
