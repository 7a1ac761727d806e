"""A station file is read as people mean it, and its mistakes are named in plain sentences."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from models.shift import Position
from services.station_file import StationFile, StationFileError, read
from services.station_file.shape import schema

EXAMPLES = Path("examples")

SOUND = """
station:
  name: Maple Street
  timezone: Europe/London
  language: en
  emergency: {police: "999", fire: "999", ambulance: "999"}
  hotline: "020 7946 0110"
  duty_room: -100200
grids:
  - {code: maple, name: Maple Street, groups: [-100100]}
people:
  - {badge: "0001", name: Ben, telegram: 2001, roles: [officer], grids: [maple]}
  - {badge: "0002", name: Cora, roles: [leader], language: zh_Hans}
shifts:
  - {badge: "0001", position: main, grids: [maple]}
  - {badge: "0002", position: leader, grids: all, from: 2026-11-21T08:00, to: 2026-11-21T20:00}
"""


def read_text(tmp_path: Path, text: str) -> StationFile:
    path = tmp_path / "station.yaml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def complaints(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(StationFileError) as caught:
        read_text(tmp_path, text)
    return list(caught.value.sentences)


def test_a_sound_file(tmp_path: Path) -> None:
    file = read_text(tmp_path, SOUND)
    assert file.station.promises == {"help": 10, "consultation": 30}
    assert file.station.duty_room == -100200
    assert [grid.code for grid in file.grids] == ["maple"]
    assert [person.telegram for person in file.people] == [2001, None]
    main, leader = file.shifts
    assert (main.position, main.grids, main.starts_at) == (Position.MAIN, ("maple",), None)
    assert leader.grids is None
    assert leader.starts_at == datetime(2026, 11, 21, 8, tzinfo=UTC)


STATIONS = sorted(path for path in EXAMPLES.glob("*.yaml") if path.stem != "alert")


@pytest.mark.parametrize("path", STATIONS, ids=lambda path: path.name)
def test_the_examples_are_sound(path: Path) -> None:
    assert read(path).people


def test_local_times_become_utc(tmp_path: Path) -> None:
    file = read_text(tmp_path, SOUND.replace("Europe/London", "Asia/Shanghai"))
    assert file.shifts[1].starts_at == datetime(2026, 11, 21, 0, tzinfo=UTC)


def test_promises_are_the_files_own(tmp_path: Path) -> None:
    file = read_text(tmp_path, SOUND + "promises: {help: 5, tip: 60}\n")
    assert file.station.promises == {"help": 5, "consultation": 30, "tip": 60}


MISTAKES = [
    # what is replaced, by what, what is said
    ("hotline:", "hotlin:", 'Line 7 (station, hotlin): "hotlin" is not a known key. '
     'Did you mean "hotline"?'),
    ("hotline:", "hotlin:", 'Line 2 (station): the key "hotline" is missing.'),
    ('badge: "0001", name', "badge: 0001, name", "Line 12 (people, entry 1, badge): 0001 must be "
     'text: put it in quotes, "0001".'),
    ("Europe/London", "Europe/Londn", 'Line 4 (station, timezone): "Europe/Londn" is not a time '
     'zone. Did you mean "Europe/London"?'),
    ("language: en", "language: eng", 'Line 5 (station, language): there is no "eng" among the '
     'languages: zh_Hans, en. Did you mean "en"?'),
    ("language: zh_Hans", "language: no", 'there is no "no" among the languages'),
    ("position: main", "position: mian", '"mian" is not one of main, backup, leader. '
     'Did you mean "main"?'),
    ("telegram: 2001", 'telegram: "2001"', '"2001" must be a whole number, without quotes.'),
    ("telegram: 2001", "telegram: -2001", '"-2001" does not fit. The id of their Telegram account'),
    ("groups: [-100100]", "groups: [100100]", '"100100" does not fit. The ids of the'),
    ("groups: [-100100]", "groups: [-100200]", "-100200 is the duty room"),
    ("groups: [-100100]", "groups: [-1, -1]", "this list names something twice."),
    ('badge: "0002", name', 'badge: "0001", name', "0001 stands on line 12 already."),
    ("name: Cora,", "name: Cora, telegram: 2001,", "2001 stands on line 12 already."),
    ('"0002", position', '"0020", position', 'there is no badge "0020" among the people. '
     'Did you mean "0002"?'),
    ("grids: [maple]}\n  - {badge: \"0002\", name", "grids: [mapel]}\n  - {badge: \"0002\", name",
     'there is no grid "mapel". Did you mean "maple"?'),
    ("to: 2026-11-21T20:00", "to: 2026-11-21T07:00",
     "the shift ends (2026-11-21T07:00) before it begins (2026-11-21T08:00)."),
    ("to: 2026-11-21T20:00", "to: 2026-11-31T07:00", "2026-11-31T07:00 is not in the calendar."),
    ("to: 2026-11-21T20:00", "to: 8 pm", '"8 pm" does not fit. When it ends, in local time'),
    ("from: 2026-11-21T08:00", "from: 2026-03-29T01:30",
     "2026-03-29T01:30 does not exist in Europe/London: the clocks leave it out."),
    ("roles: [leader]", "roles: []", "this list is empty."),
    ("roles: [leader]", "roles:", "something is missing here: a list."),
    ("name: Cora", 'name: ""', "this does not fit. The name that residents see."),
    ("name: Ben,", "name: Ben, name: Bob,", "this key stands here twice; keep one of them."),
    ("hotline:", "hotline", "isn't valid YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "said"), MISTAKES)
def test_a_mistake_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in SOUND
    assert said in "\n".join(complaints(tmp_path, SOUND.replace(right, wrong, 1)))


def test_all_mistakes_are_named_at_once_in_order(tmp_path: Path) -> None:
    text = SOUND.replace("hotline:", "hotlin:").replace("Europe/London", "Nowhere")
    text = text.replace("position: main", "position: first").replace("grids: all", "grids: [oak]")
    found = complaints(tmp_path, text)
    lines = [int(match[1]) for match in (re.match(r"Line (\d+)", one) for one in found) if match]
    assert len(lines) == len(found) == 5
    assert lines == sorted(lines)


def test_a_grid_that_no_shift_names(tmp_path: Path) -> None:
    oak = "  - {code: oak, name: Oak Lane}\npeople:"
    text = SOUND.replace("people:", oak).replace("grids: all", "grids: [maple]")
    (said,) = complaints(tmp_path, text)
    assert 'no shift names the grid "oak"' in said
    read_text(tmp_path, text.replace("Oak Lane", "Oak Lane, active: false"))


def test_a_night_in_autumn_leaves_nobody_alone(tmp_path: Path) -> None:
    """01:30 comes twice on 25 October 2026: a shift begins at the first, ends at the second."""
    shifts = """
  - {badge: "0001", position: main, grids: all, to: 2026-10-25T01:30}
  - {badge: "0002", position: main, grids: all, from: 2026-10-25T01:30}
"""
    first, second = read_text(tmp_path, SOUND.split("shifts:")[0] + "shifts:" + shifts).shifts
    assert first.ends_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert second.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no station file at"),
        (b"", "The station file is empty."),
        (b"\xff\xfe", "isn't text in UTF-8"),
        (b"- 1", "Line 1: this must be keys with values."),
        (b"a: &a [*a]", "refers to itself without an end"),
        (b"a: !!python/object:os.system x", "isn't valid YAML"),
        (
            b"a:\n  \x00",
            "Line 2: the station file isn't valid YAML: it holds the character U+0000.",
        ),
        (b"[" * 5000, "nests too deep"),
    ],
)
def test_what_is_no_station_file(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "station.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StationFileError, match=re.escape(said)):
        read(path)


def leaves(value: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just(value))


def bent(value: Any) -> st.SearchStrategy[Any]:
    """The sound file, with any part of it replaced by something else."""
    if isinstance(value, dict):
        parts = st.fixed_dictionaries({key: bent(item) for key, item in value.items()})
        return st.one_of(parts, parts, parts, leaves(value))
    if isinstance(value, list):
        whole = st.tuples(*map(bent, value)).map(list)
        return st.one_of(whole, whole, whole, leaves(value))
    return st.one_of(st.just(value), st.just(value), st.just(value), leaves(value))


@given(bent(yaml.safe_load(SOUND.replace("2026-11-21T", '"2026-11-21T').replace(
    ":00,", ':00",').replace(":00}", ':00"}'))))  # fmt: skip
def test_whatever_it_says_it_is_read_or_refused_in_sentences(
    tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / "bent.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    try:
        read(path)
    except StationFileError as error:
        assert all(sentence.endswith((".", "?")) for sentence in error.sentences)  # noqa: PT017


@given(st.text())
def test_any_text_is_refused_in_sentences(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(text.encode("utf-8", "replace"))
    with pytest.raises(StationFileError):
        read(path)


def described(part: dict[str, Any]) -> list[str]:
    """Keys without a description, anywhere in the schema."""
    missing = []
    for key, inner in part.get("properties", {}).items():
        missing += [] if "description" in inner else [key]
        missing += described(inner) + described(inner.get("items", {}))
    return missing


def test_every_key_is_described_and_no_other_is_taken() -> None:
    assert described(schema()) == []
    objects = [part for part in walk(schema()) if part.get("type") == "object"]
    assert len(objects) == 23
    named_by_the_station = [part for part in objects if "properties" not in part]
    assert [part["description"][:14] for part in named_by_the_station] == ["By which codes"]
    assert all(part["additionalProperties"] is False for part in objects if "properties" in part)


def walk(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [found for item in part for found in walk(item)]
    if not isinstance(part, dict):
        return []
    return [part, *(found for item in part.values() for found in walk(item))]


def test_the_page_explains_every_key() -> None:
    page = Path("docs/station-file.md").read_text(encoding="utf-8")
    keys = {key for part in walk(schema()) for key in part.get("properties", {})}
    assert {key for key in keys if f"`{key}" not in page and f".{key}`" not in page} == set()


def test_what_is_wrong_with_duty_and_with_what_recurs_is_said_at_once(tmp_path: Path) -> None:
    text = (
        SOUND
        + """\
  - badge: "0001"
    position: main
    grids: all
    from: 2026-11-21T08:00
    repeat: FREQ=SECONDLY
    except: [2026-02-30]
    instead: [{on: 2026-11-22, badge: "0009", grids: [mapel]}]
  - {badge: "0001", position: main, grids: all, days: workdays}
duty:
  hours: {from: "18:00", to: "09:00"}
  holidays: XX
"""
    )
    assert [one.partition(": ")[2] for one in complaints(tmp_path, text)] == [
        "a shift recurs DAILY, WEEKLY, MONTHLY or YEARLY, and not SECONDLY.",
        "a shift that repeats needs to: the first time.",
        "2026-02-30 is not in the calendar.",
        'there is no badge "0009" among the people. Did you mean "0002"?',
        'there is no grid "mapel". Did you mean "maple"?',
        "days needs repeat beside it.",
        "work ends (09:00) before it begins (18:00).",
        'the holidays of "XX" are not known. Take a code, as CN or ES-MD.',
    ]


def test_a_shift_that_repeats_without_a_first_time_is_said(tmp_path: Path) -> None:
    extra = '  - {badge: "0001", position: main, grids: all, repeat: FREQ=DAILY}\n'
    assert len(complaints(tmp_path, SOUND + extra)) == 2


def test_what_is_wrong_with_handing_over_is_said(tmp_path: Path) -> None:
    assert read_text(tmp_path, SOUND + "handover: {after: 5m}").station.handover == {"after": "5m"}
    wrong = "handover: {after: 3h, undecided: drop, spoken_within: 13h}"
    said = "\n".join(complaints(tmp_path, SOUND + wrong))
    assert "3h is longer than 2h" in said
    assert '"drop" is not one of hand_over, keep.' in said
    assert "13h is longer than 12h" in said


def test_what_is_wrong_with_alerts_is_said_at_once(tmp_path: Path) -> None:
    text = (
        SOUND
        + """\
groups:
  - {id: -100300, kind: school, grids: [maple], language: fr}
alerts:
  approval: ordinary
  quiet_hours: {from: "07:00"}
"""
    )
    assert [one.partition(": ")[2] for one in complaints(tmp_path, text)] == [
        'there is no "fr" among the languages: zh_Hans, en.',
        "a second leader or chief approves alerts: the file names fewer than two.",
        '"to" is 07:00 where it is left out, so that there would be no quiet hours: say both.',
    ]
    text = SOUND + 'alerts: {approval: sometimes, quiet_hours: {from: "25:00", until: "7"}}\n'
    said = "\n".join(complaints(tmp_path, text))
    assert '"sometimes" is not one of none, ordinary, all.' in said
    assert '"25:00" does not fit. When the quiet hours begin' in said
    assert '"until" is not a known key. The keys are: from, to.' in said
