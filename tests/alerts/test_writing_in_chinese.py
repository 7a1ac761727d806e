"""整个过程用中文走一遍。"""

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
