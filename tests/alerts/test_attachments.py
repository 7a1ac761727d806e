"""A video, a document or a poll goes with an alert, from the form to the group."""

from typing import Any

import pytest

from simulator import Bubble
from tests.alerts.station import Station
from tests.alerts.writer import Writer

SAID: dict[str, dict[str, Any]] = {
    "en": {
        "begin": ("A new alert", "“Danger now”"),
        "words": ("Words", "English", "Back"),
        "picture": ("Picture", "Choose one"),
        "named": {"video": "🖼 a video", "document": "🖼 a document", "poll": "🖼 a poll"},
        "send": ("Preview", "Send"),
    },
    "zh_Hans": {
        "begin": ("新写一条", "“紧急预警”只需一句话"),
        "words": ("文字", "中文 (简体)", "返回"),
        "picture": ("图片", "选一个"),
        "named": {"video": "🖼 视频", "document": "🖼 文件", "poll": "🖼 投票"},
        "send": ("预览", "发送"),
    },
}
POLL = {
    "id": "1",
    "question": "Has your building a shed?",
    "options": [{"persistent_id": one, "text": one, "voter_count": 0} for one in ("Yes", "No")],
    "allows_revoting": True,
    "members_only": False,
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
}


async def gives(lee: Writer, kind: str, question: Bubble) -> None:
    if kind == "video":
        await lee.person.sends_video(reply_to=question)
    elif kind == "document":
        await lee.person.sends_document(name="rules.pdf", reply_to=question)
    else:
        lee.person._send({"poll": POLL}, {"reply_to": question})


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("kind", ["video", "document", "poll"])
async def test_it_is_in_the_preview_and_in_each_chat(
    station: Station, language: str, kind: str
) -> None:
    street, said = station.street, SAID[language]
    anna, ella = street.resident("Anna"), street.resident("Ella")
    lee = Writer(station, street.officer("Lee", roles=("leader",)))
    await station.subscribes(ella)
    await lee.begins(*said["begin"])
    words, tongue, back = said["words"]
    await lee.taps(words)
    await lee.answers(tongue, "E-bikes\nOne burned.")
    await lee.taps(back, *said["picture"])
    await gives(lee, kind, await lee.asked())
    await lee.reads(said["named"][kind])
    preview, send = said["send"]
    await lee.taps(back)
    await lee.previews(preview)
    kinds = ["text", "poll"] if kind == "poll" else [kind]
    assert [one.kind for one in lee.person.chat()[:-1]][-len(kinds) :] == kinds
    await lee.taps(send)
    await station.goes_on()
    for chat in (anna.chat("Maple Street"), ella.chat()):
        got = chat[-len(kinds) :]
        assert [one.kind for one in got] == kinds
        assert "One burned." in got[0].text
        if kind == "poll":
            assert got[1].raw["poll"]["question"] == "Has your building a shed?"
            assert got[1].reply_to == got[0]
        if kind == "document":
            assert got[0].raw["document"]["file_name"] == "rules.pdf"
