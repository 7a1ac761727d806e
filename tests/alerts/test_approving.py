"""A second person approves an alert, where the station's policy says so."""

from models.alert import Alert, AlertState
from tests.alerts.station import Station
from tests.alerts.writer import Writer

WORDS = "E-bikes\nOne burned in a stairwell."


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
        await self.lee.begins()
        await self.lee.writes(WORDS)
        await self.lee.previews()
        await self.lee.taps("Submit for approval")
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
