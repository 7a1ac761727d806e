"""整个过程用中文走一遍。"""

from datetime import timedelta

import pytest

from models.alert import AlertState
from tests.alerts.station import Station
from tests.alerts.writer import Writer


@pytest.fixture
def language() -> str:
    return "zh_Hans"


async def test_the_whole_way_in_chinese(station: Station) -> None:
    street = station.street
    anna = street.resident("李梅")
    lee, chief = (
        Writer(station, street.officer(name, roles=(role,)))
        for name, role in (("王向阳", "leader"), ("赵强", "chief"))
    )
    await station.policy(approval="all")
    await lee.begins("新写一条", "“紧急预警”只需一句话")
    await lee.reads("还没有文字，而有的群使用这种语言")
    await lee.taps("文字", "现成预警", "电动车充电安全")
    await lee.person.replies(await lee.asked(), "东园小区车棚")
    await lee.taps("返回", "严重程度", "危及生命", "返回", "时间", "今天晚些时候")
    await lee.answers("其他时间…", "下午3点")
    await lee.reads("11月20日 15:00 发送")
    await lee.taps("返回", "发给谁", "居民群", "返回")
    await lee.reads("全所辖区 · 居民群 · 订阅居民")
    await lee.previews("预览")
    await lee.reads("请确认没有嫌疑人的姓名或照片。")
    await lee.taps("提交审核")
    await lee.reads("待审核：已发给 1 位同事")
    await chief.newest()
    await chief.reads("王向阳写了预警")
    await chief.taps("审核通过")
    await lee.person.sees("赵强已审核通过。")
    alert = await station.alert()
    assert alert.state is AlertState.SCHEDULED
    await station.goes_on(seconds=5 * 3_600)
    await anna.sees(alert.words["zh_Hans"]["headline"], in_group="Maple Street")


async def test_danger_now_in_chinese(station: Station) -> None:
    street = station.street
    anna = street.resident("李梅")
    lee = Writer(station, street.officer("王向阳", roles=("leader",)))
    lee.form = await lee.opens("“紧急预警”只需一句话")
    await lee.taps("紧急预警")
    await lee.person.replies(await lee.asked(), "东园3号楼起火，请马上离开。")
    await lee.newest()
    await lee.taps("发到全所辖区")
    await station.goes_on()
    seen = await anna.sees("东园3号楼起火", in_group="Maple Street")
    assert seen.text.startswith("🚨 紧急预警")


async def test_quiet_hours_and_a_calendar_in_chinese(station: Station) -> None:
    street = station.street
    anna = street.resident("李梅")
    lee = Writer(station, street.officer("王向阳", roles=("leader",)))
    await street.quiet()
    street.clock.move(timedelta(hours=13))  # 晚上十一点
    await lee.begins("新写一条", "“紧急预警”只需一句话")
    await lee.taps("文字")
    await lee.answers("中文 (简体)", "电动车\n三单元起火。")
    await lee.taps("返回")
    await lee.reads("11月21日 07:00 发送 (正值免打扰时段，过后才发)")
    await lee.taps("时间", "每月", "最后一天", "冬季")
    await lee.answers("发到哪天…", "2027-02-01")
    await lee.reads("每月最后一天 09:00")
    await lee.reads("首次发送：11月30日 09:00")
    await lee.answers("其他时间…", "过几天")
    await lee.person.sees("抱歉，没有看懂时间。")
    await lee.answers("其他时间…", "晚上十点半")
    await lee.reads("首次发送：12月1日 07:00 (正值免打扰时段，过后才发)")
    await lee.taps("不能等，按紧急发", "返回")
    await lee.reads("首次发送：11月30日 22:30")
    await lee.taps("时间", "现在", "返回")
    await lee.reads("⏰ 立即发送")
    await lee.previews("预览")
    await lee.taps("发送")
    await station.goes_on()
    await anna.sees("三单元起火。", in_group="Maple Street")


async def test_a_lesson_in_chinese(station: Station) -> None:
    """已办结的事项写成提醒：不写任何人的信息，有人看过才能发。"""
    street = station.street
    anna = street.resident("李梅")
    lee = Writer(station, street.officer("王向阳", roles=("leader",)))
    await street.quiet()
    await anna.writes(
        "求助 有人打电话 13812345678 骗走我五千元，我住4号楼", in_group="Maple Street"
    )
    lee.form = await lee.person.sees("李梅")
    card = lee.form
    await lee.taps("接单", "办结")
    await lee.person.replies(await lee.person.sees("办得怎样？"), "银行已追回")
    await lee.person.taps(await lee.person.sees("可以发布吗？"), "发布")
    lee.form = card
    await lee.taps("写成提醒")
    form = await lee.newest()
    assert "请逐字看过，并写上有用的做法" in form.text
    assert "请在“怎么做”里写上有用的做法。" in form.text
    alert = await station.alert()
    said = str(alert.words["zh_Hans"])
    assert "11月，Maple Street有居民向派出所反映了一件事（求助），已妥善办结。" in said
    for secret in ("李梅", "138", "五千", "4号楼", "银行"):
        assert secret not in said
    await lee.previews("预览")
    assert lee.form.buttons == ["返回"]
    await lee.taps("返回", "文字")
    await lee.answers("怎么做", "请挂断，自己打给银行。")
    await lee.taps("返回")
    await lee.reads("英语：请在“怎么做”里写上有用的做法。")
