"""Every button and link, by everyone, everywhere, in every state: as docs/permissions.md says."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from models.case import Case, CaseState
from services.arrivals import LINKS
from tests.buttons import every_button, name_of
from tests.matrix import forms, links
from tests.matrix.presses import Press, every_press, missing
from tests.matrix.scene import Fresh, Scene, come_back, make_cases, set_up, stands
from tests.matrix.secrets import leaks, told
from tests.matrix.table import STANDINGS, read_tables
from tests.stories.conftest import language, street
from tests.street import Street

__all__ = ["language", "street"]
AT_ONCE = 200
THINNED = 13  # of so many combinations one is tried on PostgreSQL: no multiple of anything here


def test_every_button_link_and_form_has_a_row() -> None:
    tables = read_tables()
    buttons, kinds = [name_of(one) for one in every_button()], [f"link {one}" for one in LINKS]
    purposes = [f"form {one.value}" for one in forms.FORMS]
    lacking = [
        *missing(tables, buttons, "button"),
        *missing(tables, kinds, "link"),
        *missing(tables, purposes, "form"),
        *forms.lacking(),
    ]
    rows = tables.keys() - {*buttons, *kinds, *purposes}
    lacking += [f"docs/permissions.md has a row for `{name}`, which isn't there." for name in rows]
    assert not lacking, "\n".join(lacking)


@pytest.mark.slow
@pytest.mark.timeout(1_200)
async def test_each_may_do_what_the_page_says_and_reads_no_more(street: Street) -> None:
    presses = list(every_press(read_tables()))
    thinned = street.database.startswith("postgresql")
    if thinned:
        presses = presses[::THINNED]
    scene = await set_up(street)
    known, changed = await _press_all(scene, presses)
    await come_back(scene)
    wrong_others = await links.open_all(scene, known, thinned)
    wrong_others += await forms.answer_all(scene, read_tables(), known, thinned)
    wrong = wrong_others + [
        f"{one}: {'refused' if one.refused else 'allowed'}, and the page says otherwise"
        for one in presses
        if one.refused == one.expected
    ]
    cases = {one.serial: one for one in known}
    told_too_much = [
        f"{one} tells {gave}"
        for one in presses
        if one.fresh is not None and (gave := told(one.answer, one.who, one.fresh))
    ]
    async with street.record() as session:
        rows = {one.id: one for one in await session.scalars(select(Case))}
    resolved = {one.serial for one in known if rows[one.id].state is CaseState.RESOLVED}
    private = {one.serial for one in known if rows[one.id].is_private}
    found = leaks(scene, cases, resolved, private)
    assert not wrong + changed, f"{len(wrong)} of {len(presses)}\n" + "\n".join(wrong + changed)
    assert not told_too_much, "\n".join(told_too_much)
    assert not found, "\n".join(found)


async def _press_all(scene: Scene, presses: Sequence[Press]) -> tuple[list[Fresh], list[str]]:
    """What is to be refused changes nothing, so all such of a state can share a case; what is
    allowed gets one of its own. Returns all the cases, and which of the shared ones aren't as they
    were."""
    street = scene.street
    shared = dict(zip(STANDINGS, await make_cases(scene, STANDINGS), strict=True))
    allowed = [one for one in presses if one.expected]
    own = await make_cases(scene, [one.standing for one in allowed])
    cases = dict(zip(map(id, allowed), own, strict=True))
    for some in (presses[i : i + AT_ONCE] for i in range(0, len(presses), AT_ONCE)):
        for one in some:
            await one.press(scene, cases.get(id(one)) or shared[one.standing])
        await street.quiet()
    async with street.record() as session:
        rows = [(one, await session.get_one(Case, one.id)) for one in shared.values()]
    changed = [f"A refusal changed {one}" for one, row in rows if stands(row) != one.stands]
    return [*shared.values(), *own], changed
