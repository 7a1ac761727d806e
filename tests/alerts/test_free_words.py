"""A placeholder in words that somebody types is filled in, or refused at once: never read so."""

from typing import Any

import pytest

from tests.alerts.station import Station
from tests.alerts.writer import Writer

SAID: dict[str, dict[str, Any]] = {
    "en": {
        "begin": ("A new alert", "“Danger now”"),
        "words": ("Words", "English", "Text", "Contact"),
        "unknown": "there is nothing to put in for “street”",
        "code": "Only words and names in double braces may stand here",
    },
    "zh_Hans": {
        "begin": ("新写一条", "“紧急预警”只需一句话"),
        "words": ("文字", "中文 (简体)", "正文", "联系电话"),
        "unknown": "没有名为“street”的填写项",
        "code": "这里只能写文字和双花括号里的名称",
    },
}


@pytest.mark.parametrize("language", SAID)
async def test_it_is_refused_when_it_is_typed(station: Station, language: str) -> None:
    said = SAID[language]
    lee = Writer(station, station.street.officer("Lee", roles=("leader",)))
    await lee.begins(*said["begin"])
    words, tongue, text, contact = said["words"]
    await lee.taps(words)
    await lee.answers(tongue, "E-bikes\nOne burned in {{ street }}.")
    told = await lee.person.sees(said["unknown"])
    assert "2" in told.text.partition("“")[0]
    assert (await station.alert()).words == {}
    await lee.person.replies(await lee.asked(), "E-bikes\nOne burned {tonight}: call {{ fire }}.")
    await lee.reads("One burned {tonight}: call 119.")
    for typed in ("{{ ().__class__ }}", "{% for x in y %}", "{# not read #}", "{{ street"):
        await lee.answers(text, typed)
        await lee.person.sees(said["code"], after=await lee.asked())
    await lee.answers(contact, "{{ street }}")
    await lee.person.sees(said["unknown"], after=await lee.asked())
    alert = await station.alert()
    assert alert.contact is None
    assert alert.words[language]["text"] == "One burned {tonight}: call 119."


async def test_neither_in_danger_now_nor_in_a_first_draft_nor_in_what_follows(
    station: Station,
) -> None:
    street = station.street
    lee = Writer(station, street.officer("Lee", roles=("leader",)))
    unknown = SAID["en"]["unknown"]
    await street.quiet()
    await lee.person.writes("/alert Fire in {{ street }}")
    await lee.person.sees(unknown)
    lee.form = await lee.opens("“Danger now”")
    assert lee.form.buttons == ["Danger now", "A new alert"]
    await lee.taps("Danger now")
    question = await lee.asked()
    await lee.person.replies(question, "Leave {{ street }} now.")
    await lee.person.sees(unknown, after=question)
    await station.sends(lee.person)
    await lee.person.taps(await lee.person.sees("It is out"), "Update it…")
    question = await lee.asked()
    await lee.person.replies(question, "Now in {{ street }}.")
    await lee.person.sees(unknown, after=question)
    await lee.person.replies(question, "Call {{ station }}.")
    await lee.person.sees("Call Newtown police station.")
