"""An alert for private subscribers alone."""

from typing import Any

import pytest

from services.alerts.audience import Audience
from tests.alerts.station import Station
from tests.alerts.writer import Writer

SAID: dict[str, dict[str, Any]] = {
    "en": {
        "begin": ("A new alert", "“Danger now”"),
        "words": ("Words", "English", "Back"),
        "whom": ("To whom", "✓ Groups", "Merchants", "✓ Subscribers", "Back"),
        "alone": "Whole station · subscribers alone: 1 chat, 1 person",
        "nobody": "It would reach nobody",
        "send": ("Preview", "Send"),
    },
    "zh_Hans": {
        "begin": ("新写一条", "“紧急预警”只需一句话"),
        "words": ("文字", "中文 (简体)", "返回"),
        "whom": ("发给谁", "✓ 群", "商户群", "✓ 订阅居民", "返回"),
        "alone": "全所辖区 · 仅订阅居民: 1 个群和私聊, 1 人",
        "nobody": "目前没有群和私聊能收到",
        "send": ("预览", "发送"),
    },
}


@pytest.mark.parametrize("language", SAID)
async def test_it_is_chosen_counted_and_reaches_no_group(station: Station, language: str) -> None:
    street, said = station.street, SAID[language]
    anna, ella = street.resident("Anna"), street.resident("Ella")
    lee = Writer(station, street.officer("Lee", roles=("leader",)))
    await station.subscribes(ella)
    await lee.begins(*said["begin"])
    words, tongue, back = said["words"]
    await lee.taps(words)
    await lee.answers(tongue, "E-bikes\nOne burned.")
    whom, groups, kind, subscribers, _ = said["whom"]
    await lee.taps(back, whom)
    await station.street.quiet()
    assert lee.form is not None
    assert kind in lee.form.buttons
    await lee.taps(groups)
    await lee.reads(said["alone"])
    assert kind not in lee.form.buttons
    await lee.taps(subscribers, back)
    await lee.reads(said["nobody"])
    await lee.taps(whom, subscribers.removeprefix("✓ "), back)
    await lee.reads(said["alone"])
    preview, send = said["send"]
    await lee.previews(preview)
    await lee.taps(send)
    await station.goes_on()
    await ella.sees("One burned.")
    await anna.does_not_see("One burned.", in_group="Maple Street")
    audience = Audience.of(await station.alert())
    assert (audience.groups, audience.subscribers) == (False, True)
