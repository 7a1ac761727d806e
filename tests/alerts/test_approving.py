"""A second person approves an alert, where the station's policy says so."""

import asyncio
from typing import Any

import pytest

from models.alert import Alert, AlertState
from simulator import Bubble
from tests.alerts.recorded import carrying, recorded
from tests.alerts.station import Station
from tests.alerts.writer import Writer

WORDS = "E-bikes\nOne burned in a stairwell."
SAID: dict[str, dict[str, Any]] = {
    "en": {
        "begin": ("A new alert", "“Danger now”"),
        "words": ("Words", "English", "Back"),
        "submit": ("Preview", "Submit for approval"),
        "waits": "waits for approval: 2 colleagues have it",
        "written": "Lee has written alert",
        "approve": "Approve",
        "approved": "You have approved it.",
        "faster": "has been handed in or sent already",
        "give_back": "Give back",
        "given_back": "Max has given it back",
        "take_back": "Take it back",
        "draft": "English: E-bikes",
    },
    "zh_Hans": {
        "begin": ("新写一条", "“紧急预警”只需一句话"),
        "words": ("文字", "中文 (简体)", "返回"),
        "submit": ("预览", "提交审核"),
        "waits": "待审核：已发给 2 位同事",
        "written": "Lee写了预警",
        "approve": "审核通过",
        "approved": "您已审核通过。",
        "faster": "已提交或已发出，不能再改",
        "give_back": "退回修改",
        "given_back": "Max已退回",
        "take_back": "撤回修改",
        "draft": "中文 (简体): E-bikes",
    },
}
in_both = pytest.mark.parametrize("language", SAID)


class Office:
    """Lee writes, Kim and Max may approve."""

    def __init__(self, station: Station) -> None:
        street = station.street
        self.station, self.anna = station, street.resident("Anna")
        self.lee, self.kim, self.max = (
            Writer(station, street.officer(name, roles=(role,)))
            for name, role in (("Lee", "leader"), ("Kim", "chief"), ("Max", "leader"))
        )

    async def submits(self) -> Alert:
        await self.station.policy(approval="all")
        said = SAID[self.station.street.language]
        words, tongue, back = said["words"]
        preview, submit = said["submit"]
        await self.lee.begins(*said["begin"])
        await self.lee.taps(words)
        await self.lee.answers(tongue, WORDS)
        await self.lee.taps(back)
        await self.lee.previews(preview)
        await self.lee.taps(submit)
        return await self.station.alert()


async def test_a_second_person_sees_it_as_it_will_look_and_approves(station: Station) -> None:
    office = Office(station)
    alert = await office.submits()
    assert alert.state is AlertState.SUBMITTED
    await office.lee.reads("waits for approval: 2 colleagues have it")
    for one in (office.kim, office.max):
        asked = await one.newest()
        assert "Lee has written alert" in asked.text
        assert "No suspect's name or photo in it?" in asked.text
        assert "One burned in a stairwell." in one.person.chat()[-2].text
    await office.kim.taps("Approve")
    await office.kim.reads("You have approved it.")
    await office.lee.person.sees("Kim has approved it.")
    await office.max.taps("Approve")
    await office.max.person.is_told("has been handed in or sent already")
    await station.goes_on()
    await office.anna.sees("One burned in a stairwell.", in_group="Maple Street")


@in_both
async def test_of_two_who_approve_at_once_one_is_told_that_the_other_was_faster(
    station: Station, language: str
) -> None:
    office, said = Office(station), SAID[language]
    await office.submits()
    await office.lee.reads(said["waits"])
    asked = [await one.newest() for one in (office.kim, office.max)]
    assert all(said["written"] in one.text for one in asked)
    taps = await asyncio.gather(
        office.kim.person.taps(asked[0], said["approve"]),
        office.max.person.taps(asked[1], said["approve"]),
    )
    await station.street.quiet()
    told = [(await tap.answer()).text for tap in taps]
    assert sorted(said["faster"] in one for one in told) == [False, True]
    assert [said["approved"] in one.text for one in asked] == [
        said["faster"] not in one for one in told
    ]
    await station.goes_on()
    seen = [one.text for one in office.anna.chat("Maple Street")]
    assert sum("One burned in a stairwell." in one for one in seen) == 1


@in_both
async def test_given_back_and_taken_back_nobody_has_approved_it(
    station: Station, language: str
) -> None:
    office, said = Office(station), SAID[language]
    alert = await office.submits()
    await office.max.newest()
    await office.max.taps(said["give_back"])
    await office.lee.person.sees(said["given_back"])
    await office.lee.newest()
    preview, submit = said["submit"]
    await office.lee.taps(alert.number)
    await office.lee.reads(said["draft"])
    await office.lee.previews(preview)
    await station.street.later(hours=13)  # to the quiet hours: approved, it waits
    await office.lee.taps(submit)
    await office.kim.newest()
    await office.kim.taps(said["approve"])
    await office.kim.reads(said["approved"])
    assert (await station.now(alert)).approver_id is not None
    await office.lee.taps(said["take_back"])
    await office.lee.reads(said["draft"])
    now = await station.now(alert)
    assert (now.state, now.approver_id) == (AlertState.DRAFT, None)


async def test_its_author_does_not_approve_it_but_may_take_it_back(station: Station) -> None:
    office = Office(station)
    alert = await office.submits()
    assert office.lee.form is not None
    await office.lee.person.presses(office.lee.form, f"approve_alert:{alert.id}:{alert.version}")
    await office.lee.person.is_told("a second person has to approve it")
    await office.lee.taps("Take it back")
    await office.lee.reads("English: E-bikes")
    await office.kim.newest()
    await office.kim.taps("Approve")
    await office.kim.person.is_told("has been handed in or sent already")


async def test_what_is_given_back_is_a_draft_again(station: Station) -> None:
    office = Office(station)
    alert = await office.submits()
    await office.max.newest()
    await office.max.taps("Give back")
    await office.lee.person.sees("Max has given it back")
    await office.lee.newest()
    await office.lee.taps(alert.number)
    await office.lee.reads("English: E-bikes")
    assert (await station.alert()).state is AlertState.DRAFT


async def test_what_waits_for_approval_is_in_the_list_of_the_others(station: Station) -> None:
    office = Office(station)
    alert = await office.submits()
    office.kim.form = await office.kim.opens()
    await office.kim.reads("1 alert of a colleague waits for your approval.")
    await office.kim.taps(f"{alert.number} E-bikes")
    await office.kim.newest()
    await office.kim.taps("Approve")
    assert (await station.alert()).state is AlertState.SCHEDULED


async def test_danger_now_needs_no_approval_where_only_ordinary_alerts_do(
    station: Station,
) -> None:
    office = Office(station)
    await station.policy(approval="ordinary")
    office.lee.form = await office.lee.opens()
    await office.lee.taps("Danger now")
    await office.lee.person.replies(await office.lee.asked(), "Leave the market now.")
    await office.lee.newest()
    await office.lee.taps("Send to whole station")
    assert (await station.alert()).state is AlertState.SCHEDULED
    await station.goes_on()
    await office.anna.sees("Leave the market now.", in_group="Maple Street")


async def test_with_nobody_to_approve_it_stays_a_draft(station: Station) -> None:
    street = station.street
    lee = Writer(station, street.officer("Lee", roles=("leader",)))
    await station.policy(approval="all")
    await lee.begins()
    await lee.writes(WORDS)
    await lee.previews()
    await lee.taps("Submit for approval")
    await lee.person.is_told("there is none whom I can reach")
    assert (await station.alert()).state is AlertState.DRAFT


async def test_what_was_changed_meanwhile_is_approved_only_once_it_was_read(
    station: Station,
) -> None:
    office = Office(station)
    await office.submits()
    seen = await office.kim.newest()
    await office.lee.taps("Take it back")
    await office.lee.writes("E-bikes\nTwo burned in a stairwell.")
    await office.lee.previews()
    await office.lee.taps("Submit for approval")
    await office.kim.person.taps(seen, "Approve")
    await office.kim.person.is_told("no longer works")
    assert (await station.alert()).state is AlertState.SUBMITTED
    await office.kim.newest()
    await office.kim.taps("Approve")
    await station.goes_on()
    await office.anna.sees("Two burned in a stairwell.", in_group="Maple Street")


async def test_what_is_approved_too_late_does_not_go_out(station: Station) -> None:
    office = Office(station)
    await office.submits()
    await office.kim.newest()
    await station.street.later(hours=25)
    await office.kim.taps("Approve")
    await office.kim.person.is_told("Please give it back")
    assert (await station.alert()).state is AlertState.SUBMITTED


async def test_what_was_given_back_as_too_late_is_approved_once_it_is_submitted_anew(
    station: Station,
) -> None:
    office = Office(station)
    alert = await office.submits()
    await station.street.later(hours=25)
    await station.street.quiet()
    await office.kim.person.taps(asked_about(office.kim), "Give back")
    await office.lee.newest()
    await office.lee.taps(alert.number)
    await office.lee.previews()
    await office.lee.taps("Submit for approval")
    await station.street.quiet()
    await office.kim.person.taps(asked_about(office.kim), "Approve")
    await station.goes_on()
    await office.anna.sees("One burned in a stairwell.", in_group="Maple Street")


def asked_about(writer: Writer) -> Bubble:
    return [one for one in writer.person.chat() if "Approve" in one.buttons][-1]


@in_both
async def test_a_voice_is_heard_by_who_approves_it_though_its_author_deleted_it(
    station: Station, language: str
) -> None:
    """As it will go out: by its file."""
    street, said = station.street, SAID[language]
    anna = street.resident("Anna")
    lee, kim = (street.officer(name, roles=("leader",)) for name in ("Lee", "Kim"))
    await station.policy(approval="all")
    voice, bubble = await recorded(station, lee, "voice")
    await lee.deletes(bubble)
    await station.writes(lee, **carrying(voice, language))
    await station.goes_on()
    card = await kim.sees(said["written"])
    heard = next(one for one in kim.chat() if one.kind == "voice")
    await kim.taps(card, said["approve"])
    await station.goes_on()
    (sent,) = [one for one in anna.chat("Maple Street") if one.kind == "voice"]
    assert sent.raw["voice"]["file_id"] == heard.raw["voice"]["file_id"]
