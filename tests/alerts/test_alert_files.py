"""What chat refuses, a file is refused for, too: with the line and the key."""

from pathlib import Path

import pytest

from services import alert_file
from services.alert_file import AlertFileError
from tests.alerts.station import Station

BOTH = "words:\n  en: {headline: A, text: B}\n  zh_Hans: {headline: 甲, text: 乙}\n"


async def refusals(station: Station, folder: Path, text: str) -> list[str]:
    path = folder / "alert.yaml"
    path.write_text(text, encoding="utf-8")
    async with station.desk() as desk:
        with pytest.raises(AlertFileError) as told:
            await alert_file.read(desk, path)
    return list(told.value.sentences)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            BOTH + "to: {areas: [sout]}",
            'Line 4 (to, areas, entry 1): "sout" is not known. Did you mean "south"? '
            "The areas are: south.",
        ),
        (
            BOTH + "to: {grids: [moon]}",
            'Line 4 (to, grids, entry 1): "moon" is not known. The grids are: grid-1, grid-2.',
        ),
        (
            BOTH + "to: {kinds: [residents, duty_room]}",
            'Line 4 (to, kinds, entry 2): "duty_room" is not known. The kinds are: '
            "residents, merchants, school, hospital, bank, village.",
        ),
        (
            BOTH + "to: {kinds: [bank], subscribers: false}",
            "Line 4 (to): this goes to nobody: there is no such group, and no private chat.",
        ),
        (
            "words: {zh_Hans: {headline: 甲, text: 乙}}",
            "Line 1 (words): there are no words in en, and there are groups that read it.",
        ),
        (
            "template: drugs\nlanguages: [zh_Hans]",
            "Line 2 (languages): there are no words in en, and there are groups that read it.",
        ),
        (
            "words:\n  en:\n    headline: ' '\n    text: B",
            "Line 3 (words, en, headline): it says nothing.",
        ),
        (
            "words:\n  en:\n    headline: A\n    text: In {{ street }}",
            "Line 4 (words, en, text): Line 1: there is nothing to put in for “street”. "
            "Known names: ambulance, fire, hotline, police, and station.",
        ),
        (
            f"words:\n  en: {{headline: {'a' * 160}, text: {'b' * 3990}}}",
            "Line 2 (words, en): 100 characters too many: a message holds 4096, and with all that "
            "stands around the words this would be 4196.",
        ),
        (
            "template: all_clear",
            'Line 1 (template): "all_clear" ends an alert that has gone out: choose it in chat, '
            "under /alert.",
        ),
        (
            BOTH + "calendar: {repeat: day, time: '09:00', until: '2026-11-01'}",
            "Line 4 (calendar): by this calendar it would never go out.",
        ),
    ],
)
async def test_it_says_where_and_what_there_is(
    station: Station, tmp_path: Path, text: str, sentence: str
) -> None:
    station.street.officer("Lee", roles=("leader",))
    station.groups(1)
    station.street.file["areas"] = [{"code": "south", "name": "South", "grids": ["grid-1"]}]
    assert await refusals(station, tmp_path, text) == [sentence]


async def test_of_many_some_are_named(station: Station, tmp_path: Path) -> None:
    station.street.officer("Lee", roles=("leader",))
    station.groups(32)
    told = await refusals(station, tmp_path, BOTH + "to:\n  grids: [moon]\n  areas: [sea]\n")
    assert len(told) == 2
    assert told[0].endswith("grid-5, grid-6 and 3 more.")
    assert told[1].endswith("The station file names no areas.")


async def test_what_is_whole_is_read_and_the_stations_own_names_are_filled_in(
    station: Station, tmp_path: Path
) -> None:
    station.street.officer("Lee", roles=("leader",))
    path = tmp_path / "alert.yaml"
    path.write_text(BOTH.replace("text: B", "text: 'Call {{ hotline }}'"), encoding="utf-8")
    async with station.desk() as desk:
        alert, at = await alert_file.read(desk, path)
    assert alert.words["en"]["text"] == "Call 0996-0000110"
    assert at is None
