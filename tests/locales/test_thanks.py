"""Thanks and nothing else."""

import pytest

from locales import is_thanks


@pytest.mark.parametrize(
    "said",
    [
        *(
            "谢谢",
            "谢谢王向阳警官！",
            "非常感谢您",
            "太好了，谢谢你们",
            "👍👍🏻",
            "❤️",
            "Thanks!",
            "ok",
        ),
        *("Thank you very much, officer", "thanks a lot 🙏"),
    ],
)
def test_thanks(said: str) -> None:
    assert is_thanks(said, "王向阳")


@pytest.mark.parametrize(
    "said",
    [
        "谢谢，但是还在漏",
        "thanks but it still leaks",
        "ok?",
        "",
        "🤔",
        "It is stuck again",
        "谢谢" * 60,
    ],
)
def test_anything_more_is_more(said: str) -> None:
    assert not is_thanks(said, "王向阳")
