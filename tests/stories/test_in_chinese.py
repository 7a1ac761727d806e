"""The same in Chinese."""

import pytest

from tests.street import DUTY_ROOM, GRID, Street


@pytest.fixture
def language() -> str:
    return "zh_Hans"


async def test_a_gas_smell_reaches_the_officer_on_duty(street: Street) -> None:
    anna, wang = street.resident("安娜"), street.officer("王向阳")
    asked = await anna.writes("求助 楼道里有煤气味", in_group=GRID)
    receipt = await anna.sees("您的求助已收到", in_group=GRID)
    assert receipt.reply_to == asked
    assert receipt.text.startswith("如有危险，请立即拨打 119（火警）。")
    assert "已通知值班民警，会在 10:10 前答复您。" in receipt.text
    assert receipt.buttons == ["转为私聊"]
    card = await wang.sees("楼道里有煤气味")
    assert card.buttons == ["接单", "转交", "办结", "转交给…", "改类别", "转为私密"]
    await wang.taps(card, "接单")
    await anna.sees("王警官已接手，会尽快答复您。", in_group=GRID)
    await wang.replies(card, "请开窗，我两分钟就到")
    answer = await anna.sees("我两分钟就到", in_group=GRID)
    assert answer.text.startswith("王警官")
    await wang.taps(card, "办结")
    await wang.replies(await wang.sees("办得怎样？"), "阀门已修好")
    preview = await wang.sees("可以发布吗？")
    assert "「Maple Street」全群会看到：" in preview.text
    await wang.taps(preview, "发布")
    await anna.sees("已办结", in_group=GRID)
    await anna.sees("阀门已修好", in_group=GRID)


async def test_a_question_a_neighbour_and_something_new(street: Street) -> None:
    anna, ella, wang = street.resident("安娜"), street.resident("小李"), street.officer("王向阳")
    await anna.writes("咨询 几点开门？", in_group=GRID)
    receipt = await anna.sees("您的咨询已收到", in_group=GRID)
    assert "会在 10:30 前答复您" in receipt.text
    await ella.replies(receipt, "我也想知道")
    await ella.sees("您的话会转给办理事项", in_group=GRID)
    told = await wang.sees("我也想知道")
    assert told.text.startswith("小李（邻居）")
    await anna.replies(receipt, "我家门锁坏了")
    joined = await anna.sees("已补充到您的事项", in_group=GRID)
    await anna.taps(joined, "这是另一件事")
    await anna.sees("您的求助已收到", in_group=GRID)


async def test_two_officers_tap_at_once(street: Street) -> None:
    anna, wang, li = street.resident("安娜"), street.officer("王向阳"), street.officer("李梅")
    await anna.writes("/help 电梯坏了", in_group=GRID)
    cards = [(wang, await wang.sees("电梯坏了")), (li, await li.sees("电梯坏了"))]
    taps = [await officer.taps(card, "接单") for officer, card in cards]
    assert "已由王向阳警官接手" in (await taps[1].answer()).text


async def test_in_private(street: Street) -> None:
    anna, wang = street.resident("安娜"), street.officer("王向阳")
    await street.quiet()
    await anna.sees("安娜，您好！这里是新城派出所")
    await anna.writes("我弟弟天天喝酒")
    await anna.sees("您的求助已收到")
    card = await wang.sees("我弟弟天天喝酒")
    assert "私密事项，回复只发给本人。" in card.text
    await anna.writes("/cases")
    listed = await anna.sees("您的事项\n")
    await anna.taps(listed, f"撤回 {(await street.case()).number}")
    await wang.sees("提出人已撤回")


async def test_from_the_group_into_private(street: Street) -> None:
    anna, wang = street.resident("安娜"), street.officer("王向阳")
    await anna.writes("/help 我弟弟天天喝酒", in_group=GRID)
    receipt = await anna.sees("您的求助已收到", in_group=GRID)
    await wang.sees("我弟弟天天喝酒")
    await anna.taps(receipt, "转为私聊")
    await anna.sees("从这里继续，只有您和派出所民警能看到。")
    await wang.sees("今后您的回复只发给本人")
    await street.quiet()
    assert receipt.text == f"🔒 事项 {(await street.case()).number} 已转为私下办理。"


async def test_nobody_on_duty_and_the_duty_room(street: Street) -> None:
    anna, wang = street.resident("安娜"), street.officer("王向阳", on_duty=False)
    street.duty_room(wang)
    await anna.writes("/help 电梯坏了", in_group=GRID)
    await wang.sees("电梯坏了", in_group=DUTY_ROOM)
    await anna.sees("您所在的小区暂时没有民警可以接手，已转到派出所值班室", in_group=GRID)


async def test_nobody_accepts(street: Street) -> None:
    anna, wang = street.resident("安娜"), street.officer("王向阳")
    li = street.officer("李梅", position="backup")
    await anna.writes("/help 电梯坏了", in_group=GRID)
    receipt = await anna.sees("您的求助已收到", in_group=GRID)
    await wang.sees("电梯坏了")
    await street.later(minutes=11)
    await li.sees("电梯坏了")
    await street.quiet()
    assert "让您久等了，十分抱歉。" in receipt.text
    assert "已通知另一位值班民警，会在 10:21 前答复您。" in receipt.text


async def test_as_typed(street: Street) -> None:
    anna, wang = street.resident("安娜<b>&{{7*7}}"), street.officer("王向阳")
    await anna.writes("求助 灯坏了<b>&{{7*7}}", in_group=GRID)
    card = await wang.sees("灯坏了<b>&{{7*7}}")
    assert "安娜<b>&{{7*7}}" in card.text


async def test_the_groups_card(street: Street) -> None:
    anna = street.resident("安娜")
    street.officer("王向阳")
    await anna.writes("/start@doorstep_bot", in_group=GRID)
    card = await anna.sees("您有事请点下面的按钮", in_group=GRID)
    assert card.buttons == ["我要求助", "我要咨询", "私下咨询", "谁在值班"]
    tap = await anna.taps(card, "谁在值班")
    assert "值班民警：王警官" in (await tap.answer()).text
