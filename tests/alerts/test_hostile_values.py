"""What goes into a placeholder is shown as it was typed, or refused with a clear error."""

from pathlib import Path

import pytest

from services import alert_file
from services.alert_file import AlertFileError
from tests.alerts.station import Station
from tests.alerts.writer import Writer

SCRIPT = "<script>alert(1)</script> {{ police }}"
EMOJI = "😀" * 5000  # In chat Telegram makes three messages of them: each is refused.
SAID = {
    "en": {
        "begin": ("A new alert", "“Danger now”"),
        "ready": ("Words", "Ready-made", "Charging e-bikes"),
        "send": ("Back", "Preview", "Send"),
        "long": "is too long: it has 1808 characters, at most 1024 are possible",
        "shown": f"Please charge here: {SCRIPT}.",
    },
    "zh_Hans": {
        "begin": ("新写一条", "“紧急预警”只需一句话"),
        "ready": ("文字", "现成预警", "电动车充电安全"),
        "send": ("返回", "预览", "发送"),
        "long": "太长：共 1808 个字符，最多 1024 个",
        "shown": f"请到集中充电棚充电：{SCRIPT}。",
    },
}
IN_BOTH = pytest.mark.parametrize("language", SAID)


@IN_BOTH
async def test_in_chat(station: Station, language: str) -> None:
    street, said = station.street, SAID[language]
    anna = street.resident("Anna")
    lee = Writer(station, street.officer("Lee", roles=("leader",)))
    await lee.begins(*said["begin"])
    await lee.taps(*said["ready"])
    question = await lee.asked()
    await lee.person.replies(question, EMOJI)
    await lee.person.sees(str(said["long"]), after=question)
    assert (await station.alert()).values == {}
    await lee.person.replies(await lee.asked(), SCRIPT)
    back, preview, send = said["send"]
    await lee.taps(back)
    await lee.previews(preview)
    await lee.taps(send)
    await station.goes_on()
    await anna.sees(str(said["shown"]), in_group="Maple Street")


@IN_BOTH
async def test_in_a_file(station: Station, tmp_path: Path, language: str) -> None:
    anna, lee = station.street.resident("Anna"), station.street.officer("Lee", roles=("leader",))
    path = tmp_path / "alert.yaml"

    def write(value: str) -> None:
        text = f"template: ebike_charging\nvalues:\n  charging_place: '{value}'\n"
        path.write_text(text, encoding="utf-8")

    write(EMOJI)
    async with station.desk() as desk:
        with pytest.raises(AlertFileError) as told:
            await alert_file.read(desk, path)
    (sentence,) = told.value.sentences
    assert sentence.startswith("Line ")
    assert "10000 characters" in sentence
    write(SCRIPT)
    async with station.desk() as desk:
        alert, _ = await alert_file.read(desk, path)
    await station.sends(lee, words=alert.words)
    await anna.sees(str(SAID[language]["shown"]), in_group="Maple Street")
