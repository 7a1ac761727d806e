"""Residents read 王警官; officers among themselves read whole names."""

import pytest

from locales import family_name
from tests.street import GRID, Street


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_residents_know_an_officer_by_the_family_name(street: Street) -> None:
    fang, wang = street.resident("刘芳"), street.officer("王向阳")
    li = street.officer("李晓梅")
    await fang.writes("求助 路灯坏了", in_group=GRID)
    card = await wang.sees("路灯坏了")
    await wang.taps(card, "接单")
    await fang.sees("王警官已接手", in_group=GRID)
    await li.sees("王向阳警官已接单")
    await wang.replies(card, "马上来看")
    await fang.sees("王警官", in_group=GRID)
    await wang.taps(card, "办结")
    await wang.replies(await wang.sees("办得怎样"), "修好了")
    preview = await wang.sees("可以发布吗")
    assert "— 王警官" in preview.text
    await wang.taps(preview, "发布")
    await fang.sees("— 王警官", in_group=GRID)
    await street.quiet()
    assert not [one for one in fang.chat(GRID) if "向阳" in one.text]


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_a_station_may_show_whole_names_or_others(street: Street) -> None:
    fang, wang = street.resident("刘芳"), street.officer("王向阳")
    street.file["station"]["full_names"] = True
    await fang.writes("求助 路灯坏了", in_group=GRID)
    await wang.taps(await wang.sees("路灯坏了"), "接单")
    await fang.sees("王向阳警官已接手", in_group=GRID)
    street.file["station"]["full_names"] = False
    street.file["people"][0]["shown_as"] = "老王"
    await street.reload()
    await wang.replies(await wang.sees("路灯坏了"), "马上来看")
    await fang.sees("老王警官", in_group=GRID)


@pytest.mark.parametrize(
    ("name", "called"),
    [("王向阳", "王"), ("欧阳明", "欧阳"), ("阿布都·热合曼", "阿布都"), ("Mary Miller", "Miller")],
)
def test_family_names(name: str, called: str) -> None:
    assert family_name(name) == called
