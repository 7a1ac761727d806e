"""Who and what is added while the street is open; each comes with a phone."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from simulator.driver.person import Person
from simulator.page.stage import Phone, Stage

Newcomer: TypeAlias = Callable[[Stage, str], Awaitable[Phone]]


async def resident(stage: Stage, name: str) -> Phone:
    key, _ = _like(stage, _first(stage, staff=False), name)
    return Phone(key, next(iter(stage.groups)))


async def officer(stage: Stage, name: str) -> Phone:
    """On duty at once, beside those who are."""
    key, person = _like(stage, _first(stage, staff=True), name)
    stage.staff.add(key)
    await stage.settlement.add_officer(name, person.id)
    await person.starts(stage.bot)
    return Phone(key)


async def grid(stage: Stage, name: str) -> Phone:
    return await _grid(stage, name, forum=False)


async def forum(stage: Stage, name: str) -> Phone:
    """A grid whose group is a supergroup with topics."""
    return await _grid(stage, name, forum=True)


NEWCOMERS: dict[str, Newcomer] = {new.__name__: new for new in (resident, officer, grid, forum)}


def _first(stage: Stage, *, staff: bool) -> str:
    return next(key for key in stage.people if (key in stage.staff) is staff)


def _like(stage: Stage, other: str, name: str) -> tuple[str, Person]:
    """In the same groups, with the same role and language."""
    known = stage.people[other]
    person = stage.telegram.person(name, language_code=known.user.language_code)
    key = f"person-{person.id}"
    stage.people[key], stage.roles[key] = person, stage.roles[other]
    for group in stage.groups.values():
        if group.chat.member(known.user).is_inside:
            group.add(person, by=person)
    return key, person


async def _grid(stage: Stage, name: str, *, forum: bool) -> Phone:
    """With the first resident in it; the bot is its admin."""
    key = _first(stage, staff=False)
    group = stage.telegram.group(name, [stage.people[key]], supergroup=forum)
    stage.groups[f"group{group.id}"] = group
    await stage.settlement.add_grid(name, group.id)
    group.promote(stage.bot, pin=True, delete=True)
    if forum:
        group.open_topic(name)
    return Phone(key, f"group{group.id}")
