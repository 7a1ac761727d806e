"""The town in which updates are recorded: its story, and who is in it."""

from dataclasses import dataclass

from simulator import Bubble, Group, Person
from simulator.driver.attachments import Attachment, Where
from tests.street import GRID, Street

OAK = "Oak Lane"
SHOPS = "Shopkeepers"
OLD = "Elm Court"


@dataclass
class Town:
    """Two grids, a merchants' group in which cases open privately, a basic group that will
    move, a duty room; residents, staff of every kind, and a channel."""

    street: Street
    maple: Group
    oak: Group
    shops: Group
    elm: Group
    room: Group
    channel: Group
    anna: Person
    ella: Person
    granny: Person
    shy: Person  # never pressed Start
    ben: Person
    carol: Person
    chief: Person
    gone: Person  # was an officer until the file was loaded again

    @property
    def people(self) -> list[Person]:
        return [
            self.anna, self.ella, self.granny, self.shy,
            self.ben, self.carol, self.chief, self.gone,
        ]  # fmt: skip

    @property
    def groups(self) -> list[Group]:
        return [self.maple, self.oak, self.shops, self.elm, self.room]


def found(street: Street) -> Town:
    """Everyone moves in; nothing has been said yet."""
    maple, oak = street.grid(GRID), street.grid(OAK)
    elm = street.grid(OLD, supergroup=False)
    anna, ella, granny = (street.resident(name) for name in ("Anna", "Ella", "Granny Zhang"))
    shy = street.resident("Shy", started=False)
    ben = street.officer("Ben", grids=["grid-1"])
    carol = street.officer("Carol", position="backup")
    chief = street.officer("Dan", on_duty=False, roles=("chief",))
    gone = street.officer("Finn")
    shops = street.private_group(SHOPS, anna, ella)
    for group in (oak, elm):
        for person in (anna, ella, granny, ben):
            group.add(person)
    for officer in (ben, carol, chief, gone):
        maple.add(officer)
    maple.promote(chief, anonymous=True)
    room = street.duty_room(ben, carol, chief, gone)
    channel = street.telegram.channel("City news", [chief], linked=oak)
    return Town(
        street, maple, oak, shops, elm, room, channel,
        anna, ella, granny, shy, ben, carol, chief, gone,
    )  # fmt: skip


async def lives(town: Town) -> None:
    """What people do, so that every kind of update has been sent once, and every kind of case
    stands in the record at the end."""
    for part in (_asking, _on_behalf, _media, _privately, _officers, _chats):
        await part(town)
        await town.street.quiet()


async def _asking(town: Town) -> None:
    anna, ella, street = town.anna, town.ella, town.street
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await ella.replies(receipt, "Mine too, in house 4")
    await anna.replies(receipt, "It is <b>dark</b> & loud 👩‍👩‍👧 {{ 7 * 7 }}")
    said = await anna.replies(receipt, "Since noon")
    await anna.edits(said, "Since ten o'clock")
    await ella.writes("/ask@doorstep_bot When do you open?", in_group=GRID)
    await ella.writes("@doorstep_bot and on Sundays?", in_group=OAK)
    await town.granny.writes("求助 楼上漏水了", in_group=OAK)
    await anna.writes("/help", in_group=OAK)
    await anna.replies(await anna.sees("What", in_group=OAK), "Somebody broke my window")
    await anna.writes("/ask", in_group=OAK)
    for command in ("/whoami", "/cases", "/start", "/note secret", "/duty", "/new", "/alert"):
        await anna.writes(command, in_group=GRID)
        await anna.writes(command)
    await anna.writes("Good morning, everyone", in_group=GRID)
    await town.chief.writes("/help said as the group", in_group=GRID, anonymously=True)
    await town.chief.writes(
        "@doorstep_bot said as a channel", in_group=GRID, as_channel=town.channel
    )
    await town.chief.writes("求助 a post of the channel", in_group=town.channel)
    await street.quiet()


async def _on_behalf(town: Town) -> None:
    written = await town.shy.writes("My tap drips all night", in_group=GRID)
    await town.ella.replies(written, "@doorstep_bot")
    await town.shy.sees("Ella entered this", in_group=GRID)
    await town.ella.replies(await town.granny.writes("I fell", in_group=GRID), "求助")
    await town.ella.replies(await town.ben.writes("Beware of ice", in_group=GRID), "/help")


async def _media(town: Town) -> None:
    anna, ben = town.anna, town.ben
    receipt = await anna.sees("We have your request", in_group=GRID)
    everywhere: list[tuple[Person, Where]] = [
        (anna, {"reply_to": receipt}), (town.ella, {}), (ben, {}),
    ]  # fmt: skip
    for who, where in everywhere:
        await who.sends_photo(caption="/help Whose dog is this?", **where)
        await who.sends_voice(**where)
        await who.sends_document(caption="the form", **where)
        await who.sends_video(**where)
        await who.sends_video_note(**where)
        await who.sends_sticker(**where)
        await who.sends_location(31.2, 121.5, **where)
        await who.sends_contact("+86 139 0000 0000", **where)
        items = [Attachment("photo", caption="/help The pipe leaks"), *[Attachment("photo")] * 2]
        await who.sends_album(*items, **where)
    photo = await anna.sends_photo(caption="/help A fox", in_group=OAK)
    await anna.edits(photo, "/help Two foxes")


async def _privately(town: Town) -> None:
    street, anna, granny = town.street, town.anna, town.granny
    said = await granny.writes("My brother drinks and beats me")
    await street.quiet()
    await granny.edits(said, "My brother drinks, and I am afraid")
    await granny.writes("Every night")
    await granny.sends_voice()
    await anna.writes("/ask How do I register?")
    await anna.writes("/help My till was robbed", in_group=SHOPS)
    await street.quiet()
    for case in await street.cases():
        if case.asker_name == "Anna":
            await anna.starts(payload=f"case-{case.id}")
            await town.ella.starts(payload=f"case-{case.id}")
    for payload in ("invite-" + "A" * 32, "ask", "case-", "case-x", "nonsense", "grid-grid-1"):
        await anna.starts(payload=payload)
    await anna.forwards(said, in_group=None)


async def _officers(town: Town) -> None:
    street = town.street
    await street.quiet()
    for officer in (town.ben, town.carol, town.gone):
        for number, card in enumerate(_cards(officer)[:6]):
            await officer.taps(card, "Accept") if "Accept" in card.buttons else None
            await street.quiet()
            await officer.replies(card, f"Answer {number}: 110 & <i>please</i> wait")
            await officer.replies(card, f"/note seen before, {number}")
        await officer.writes("which of them?")
        await officer.writes("/cases")
    await street.quiet()
    for card in _cards(town.ben)[:3]:
        await town.ben.taps(card, "Resolve")
    await street.quiet()
    forms = [one for one in town.ben.chat() if one.asks_for_reply]
    outcomes = [await town.ben.replies(form, "It runs again") for form in forms[:2]]
    await street.quiet()
    await town.ben.edits(outcomes[-1], "It runs again, we hope")
    await street.quiet()
    preview = [one for one in town.ben.chat() if "Post it" in one.buttons]
    await town.ben.taps(preview[0], "Post it")


async def _chats(town: Town) -> None:
    street = town.street
    await town.ella.blocks()
    await town.ella.unblocks()
    town.oak.remove(street.bot)
    town.oak.add(street.bot)
    town.oak.promote(street.bot, pin=True)
    town.elm.upgrade()
    await street.quiet()
    street.file["people"] = [one for one in street.file["people"] if one["name"] != "Finn"]
    street.file["shifts"] = [one for one in street.file["shifts"] if one["badge"] != "0004"]
    await street.reload()


def _cards(officer: Person) -> list[Bubble]:
    return [one for one in officer.chat() if "Resolve" in one.buttons]
