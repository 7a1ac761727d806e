"""What people typed can do nothing to an operator's terminal."""

import io

from rich.console import Console

from bot.terminal import words


def shown(text: str) -> str:
    file = io.StringIO()
    Console(file=file, width=200, markup=False, force_terminal=True).print(words(text), end="")
    return file.getvalue()


def test_control_characters_are_shown_as_pictures() -> None:
    assert shown("a\x1b[2Jb\x07c\x7fd\x9be\rf") == "a␛[2Jb␇c␡d\ufffde␍f"


def test_bidi_controls_are_left_out() -> None:
    assert shown("a\u202eb\u2066c") == "abc"


def test_markup_links_and_emoji_names_are_words() -> None:
    assert shown("[bold]x[/bold] [link=file:///]y[/link] :smile:") == (
        "[bold]x[/bold] [link=file:///]y[/link] :smile:"
    )


def test_lines_tabs_and_chinese_stay() -> None:
    assert shown("东园\n小区") == "东园\n小区"
