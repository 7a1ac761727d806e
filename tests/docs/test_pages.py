"""What the pages say of the project is so."""

import re
from pathlib import Path

import pytest
import typer
import yaml

from bot.cli import app
from bot.settings import PREFIX, Settings
from locales.labels import COMMANDS, LEADER_COMMANDS
from services import station_file
from services.station_file.shape import schema
from tests.docs.pages import FOLDERS, PAGES, ROOT, code_spans, names_in_code, read, table_rows

README = read(ROOT / "README.md")


def by_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", read(page)):
        if not target.startswith("https://"):
            assert (page.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_named_files_are_there(page: Path) -> None:
    for span in code_spans(read(page)):
        if re.fullmatch(r"[a-z_]+/[\w./-]*", span) and "ug" not in Path(span).with_suffix("").parts:
            assert (ROOT / span).exists() or "NAME" in span, span


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_named_code_is_there(page: Path) -> None:
    packages = "|".join(FOLDERS)
    for span in code_spans(read(page)):
        if re.fullmatch(rf"({packages})(\.\w+)+", span):
            assert span.rpartition(".")[2] in names_in_code(), span


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_named_make_targets_are_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.M))
    assert set(re.findall(r"\bmake ([a-z-]+)`", read(page))) <= targets


def test_the_readme_names_each_setting_and_what_holds_without_it() -> None:
    rows = {row[0].strip("`"): row[2] for row in table_rows(README) if PREFIX in row[0]}
    assert list(rows) == [PREFIX + name.upper() for name in Settings.model_fields]
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", README)) == set(rows)
    for name in ("telegram_api", "station", "log_level"):
        assert f"`{Settings.model_fields[name].default}`" in rows[PREFIX + name.upper()]
    listen = Settings.model_fields["listen"].default
    assert f"`{listen.host}:{listen.port}`" in rows[f"{PREFIX}LISTEN"]


def test_the_readme_names_each_command() -> None:
    group = typer.main.get_command(app)
    commands = set(getattr(group, "commands", {}))
    assert set(re.findall(r"\bdoorstep ([a-z]+)", README)) == commands


def test_the_readme_names_each_command_in_telegram() -> None:
    named = {span[1:] for span in code_spans(README) if re.fullmatch(r"/[a-z]+", span)}
    assert named - {"newbot", "telegram"} == set(COMMANDS) | set(LEADER_COMMANDS)


def test_the_readme_lists_every_folder() -> None:
    listed = {row[0].strip("`/") for row in table_rows(README) if row[0].endswith("/`")}
    there = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and any(path.rglob("*.[pym]*"))
    }
    assert listed == there - {"build", "data", "dist", "screenshots", "doorstep.egg-info"}


def test_the_readmes_station_file_is_sound(tmp_path: Path) -> None:
    example = re.findall(r"```yaml\n(.*?)```", README, re.S)
    path = tmp_path / "station.yaml"
    path.write_text(example[0], encoding="utf-8")
    assert station_file.read(path).station.name == yaml.safe_load(example[0])["station"]["name"]


def test_the_page_on_the_station_file_names_each_key_and_choice() -> None:
    named = set(code_spans(read(ROOT / "docs/station-file.md")))
    form = dict(schema()["properties"])
    station = form.pop("station")["properties"]
    emergency = station["emergency"]["properties"]
    entries = {part: form[part]["items"]["properties"] for part in ("grids", "people", "shifts")}
    choices = entries["people"]["roles"]["items"]["enum"] + entries["shifts"]["position"]["enum"]
    keys = {f"station.{key}" for key in station} | set(form) | set(emergency) | set(choices)
    keys |= {key for entry in entries.values() for key in entry}
    keys |= set(form["promises"]["properties"])
    assert sorted(keys - named) == []


def test_the_list_of_decisions_is_whole() -> None:
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"^- \[(.*)\]\((.*)\)$", read(folder / "README.md"), re.M)
    assert [name for _, name in listed] == sorted(path.name for path in folder.glob("[0-9]*.md"))
    for title, name in listed:
        assert read(folder / name).startswith(f"# {title}\n")
