"""A link makes an officer's account known: once, for the one who was invited."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.address import Address
from models.person import Invite, Person
from tests.cli.terminal import Terminal
from tests.street import Street

pytestmark = pytest.mark.timeout(180)  # Each `doorstep` is a process.


async def invited(terminal: Terminal, badge: str = "0001") -> str:
    result = await terminal.doorstep("invite", badge)
    assert (result.status, result.err) == (0, "")
    found = re.search(r"^https://t\.me/doorstep_bot\?start=(invite-[\w-]+)$", result.out, re.M)
    assert found
    assert len(found[1]) <= 64  # What a deep link carries.
    return found[1]


async def badge_of(street: Street, chat: int) -> str | None:
    await street.quiet()
    async with street.record() as session:
        return await session.scalar(
            select(Person.badge)
            .join(Address, Address.person_id == Person.id)
            .where(Address.external_id == chat)
        )


async def test_an_officer_opens_the_link_and_is_on_duty(street: Street, terminal: Terminal) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben", known=False, started=False)
    await street.open.wait()
    link = await invited(terminal)
    await ben.starts(payload=link)
    await ben.sees("Ben")
    assert await badge_of(street, ben.id) == "0001"
    await anna.writes("/help I smell gas", in_group="Maple Street")
    await ben.sees("I smell gas")


async def test_the_secret_is_nowhere_in_the_database(street: Street, terminal: Terminal) -> None:
    street.officer("Ben", known=False)
    await street.open.wait()
    secret = (await invited(terminal)).removeprefix("invite-")
    assert len(secret) >= 22  # 128 bits
    async with street.record() as session:
        (invite,) = await session.scalars(select(Invite))
    assert re.fullmatch("[0-9a-f]{64}", invite.secret_hash)
    assert secret not in invite.secret_hash


async def test_a_link_is_good_once(street: Street, terminal: Terminal) -> None:
    mallory = street.resident("Mallory")
    ben = street.officer("Ben", known=False, started=False)
    await street.open.wait()
    link = await invited(terminal)
    await ben.starts(payload=link)
    await ben.sees("Ben")
    await mallory.starts(payload=link)
    await mallory.sees("This invitation")
    assert await badge_of(street, mallory.id) is None
    assert await badge_of(street, ben.id) == "0001"


async def test_a_link_expires(street: Street, terminal: Terminal) -> None:
    ben = street.officer("Ben", known=False, started=False)
    await street.open.wait()
    link = await invited(terminal)
    async with street.store.writing() as session:
        (invite,) = await session.scalars(select(Invite))
        invite.expires_at = street.clock.now() - timedelta(seconds=1)
    await ben.starts(payload=link)
    await ben.sees("This invitation")
    assert await badge_of(street, ben.id) is None


async def test_only_the_newest_link_works(street: Street, terminal: Terminal) -> None:
    ben = street.officer("Ben", known=False, started=False)
    await street.open.wait()
    first, second = await invited(terminal), await invited(terminal)
    await ben.starts(payload=first)
    await ben.sees("This invitation")
    assert await badge_of(street, ben.id) is None
    await ben.starts(payload=second)
    assert await badge_of(street, ben.id) == "0001"


async def test_another_officer_cannot_become_the_invited_one(
    street: Street, terminal: Terminal
) -> None:
    street.officer("Ben", known=False)
    cora = street.officer("Cora")
    await street.open.wait()
    await cora.starts(payload=await invited(terminal))
    assert await badge_of(street, cora.id) == "0002"


async def test_what_a_resident_had_asked_stays_theirs(street: Street, terminal: Terminal) -> None:
    street.officer("Cora")
    ben = street.officer("Ben", known=False)
    await street.open.wait()
    await ben.writes("/ask When do you open?")
    assert (await street.case()).asker_name == "Ben"
    await ben.starts(payload=await invited(terminal, "0002"))
    assert await badge_of(street, ben.id) == "0002"
    async with street.record() as session:
        officer = (await session.scalars(select(Person).where(Person.badge == "0002"))).one()
    assert (await street.case()).asker_id == officer.id


async def test_a_lost_telephone_is_a_strangers(street: Street, terminal: Terminal) -> None:
    ben, new_ben = street.officer("Ben"), street.resident("Ben's new phone", started=False)
    await street.open.wait()
    result = await terminal.doorstep("invite", "0001")
    assert "This badge has an account already" in result.out
    found = re.search(r"start=(\S+)", result.out)
    assert found
    await new_ben.starts(payload=found[1])
    assert await badge_of(street, new_ben.id) == "0001"
    assert await badge_of(street, ben.id) is None


async def test_a_badge_that_is_not(street: Street, terminal: Terminal) -> None:
    street.officer("Ben")
    await street.open.wait()
    result = await terminal.doorstep("invite", "9999")
    assert result.status == 1
    assert "There is no badge 9999 at this station" in result.out
