"""The menu of commands: staff have theirs in their private chats, as long as they are staff."""

from simulator import Person
from tests.street import Street

STAFF = ["cases", "new", "note", "duty", "alert", "start", "whoami"]


def menu(street: Street, who: Person) -> dict[str, str]:
    chat = street.telegram.world.private_chat(who.user, street.bot)
    return {one["command"]: one["description"] for one in who.commands(street.bot, chat)}


async def test_staff_have_a_menu_of_their_own(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    dan = street.officer("Dan", on_duty=False, roles=("leader",))
    late = street.officer("Late", started=False)

    def is_given(who: Person, commands: list[str]) -> bool:
        return list(menu(street, who)) == commands

    async def all_are_given() -> bool:
        return is_given(ben, STAFF) and is_given(dan, [*STAFF, "lost"])

    await street.until(all_are_given)
    assert menu(street, dan)["alert"] == "Warn the neighbourhoods"
    assert "new" not in menu(street, anna)
    assert "new" not in menu(street, late)
    street.maple_street.add(ben)
    in_group = ben.commands(street.bot, street.maple_street.chat)
    assert "new" not in [one["command"] for one in in_group]
    await ben.taps(await ben.sees("Officer Ben"), "中文 (简体)")
    people, shifts = street.file["people"], street.file["shifts"]
    await late.starts(street.bot)

    async def in_their_language() -> bool:
        return menu(street, ben).get("new") == "替人登记事项" and is_given(late, STAFF)

    await street.until(in_their_language)
    badge = next(one["badge"] for one in people if one["name"] == "Ben")
    street.file["people"] = [one for one in people if one["badge"] != badge]
    street.file["shifts"] = [one for one in shifts if one["badge"] != badge]
    await street.reload()

    async def is_taken_away() -> bool:
        return "new" not in menu(street, ben)

    await street.until(is_taken_away)
    assert list(menu(street, ben)) == list(menu(street, anna))
