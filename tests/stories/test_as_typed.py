"""What people type is shown as typed, and fits, everywhere."""

import itertools

from models.case import CaseState
from tests.street import DUTY_ROOM, GRID, Street

TYPED = "<b>&{{7*7}}"


async def test_words_names_and_outcome_are_shown_as_typed(street: Street) -> None:
    anna = street.resident(f"Anna {TYPED}", language_code="en")
    ella = street.resident(f"Ella {TYPED}")
    ben = street.officer(f"Ben {TYPED}")
    await anna.writes(f"/help lift {TYPED}", in_group=GRID)
    card = await ben.sees(f"lift {TYPED}")
    assert f"Anna {TYPED} · " in card.text
    receipt = await ella.sees("We have your request", in_group=GRID)
    await ella.replies(receipt, f"bell {TYPED}")
    relayed = await ben.sees(f"bell {TYPED}")
    assert f"Ella {TYPED} (a neighbour)" in relayed.text
    await ben.replies(card, f"coming {TYPED}")
    answer = await anna.sees(f"coming {TYPED}", in_group=GRID)
    assert f"Officer {TYPED}" in answer.text
    await ben.sends_photo(reply_to=card, caption=f"look {TYPED}")
    await anna.sees(f"look {TYPED}", in_group=GRID)
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end?"), f"done {TYPED}")
    preview = await ben.sees("Post it?")
    assert f"done {TYPED}" in preview.text
    await ben.taps(preview, "Post it")
    await anna.sees(f"done {TYPED}", in_group=GRID)
    await anna.writes("/cases")
    listed = await anna.sees("Your requests\n")
    assert f"lift {TYPED}" in listed.text
    await anna.starts()
    await anna.sees(f"Hello Anna {TYPED}")
    await street.quiet()
    seen = [*anna.chat(), *anna.chat(GRID), *ben.chat(), *ella.chat()]
    assert not [bubble for bubble in seen if "49" in bubble.text]
    assert not street.telegram.calls.refused()


async def test_a_groups_title_is_shown_as_typed(street: Street) -> None:
    title = f"Oak {TYPED}"
    anna, ben = street.resident("Anna"), street.officer("Ben")
    group = street.telegram.group(title, [anna])
    street.file["grids"].append({"code": "oak", "name": title, "groups": [group.id]})
    await street.quiet()
    group.add(street.bot)
    await anna.sees(f"Newtown police station · {title}", in_group=group)
    await anna.writes("/help@doorstep_bot The lift is stuck", in_group=group)
    card = await ben.sees("The lift is stuck")
    assert f"Help · {title}" in card.text
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end?"), "It runs again")
    await ben.sees(f"Everyone in “{title}” will see this")


async def test_4096_characters_with_emoji_arrive_whole(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    words = "".join(itertools.islice(itertools.cycle("👩‍👩‍👧‍👦 🚒 ab "), 2200))
    text = "/help " + words
    while len(text.encode("utf-16-le")) // 2 > 4096:
        text = text[:-1]
    words = text.removeprefix("/help ").strip()
    await anna.writes(text, in_group=GRID)
    await anna.sees("We have your request", in_group=GRID)
    card = await ben.sees("The rest follows below")
    await street.quiet()
    assert (await street.case()).words == words
    rest = [one for one in ben.chat() if ", continued" in one.text]
    assert all(one.reply_to == card for one in rest)
    shown = card.text + "".join(one.text for one in rest)
    assert shown.count("👩‍👩‍👧‍👦") == words.count("👩‍👩‍👧‍👦")
    assert not street.telegram.calls.refused()


async def test_a_longer_private_text_comes_in_two_parts_and_joins_one_case(
    street: Street,
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.writes("begin " + "lorem " * 800 + "end of it")
    card = await ben.sees("begin lorem")
    last = await ben.sees("end of it")
    assert last.reply_to == card
    case = await street.case()
    assert case.state is CaseState.WAITING
    await street.quiet()
    heard = "".join(one.text for one in ben.chat() if one.sender == "doorstep_bot")
    assert heard.count("lorem") in (799, 800), "the app may have cut one in two"


async def test_a_long_answer_comes_in_parts(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/ask What must I bring?", in_group=GRID)
    await ben.replies(await ben.sees("What must I bring?"), "first " + "paper " * 600 + "last")
    await anna.sees("first paper", in_group=GRID)
    await anna.sees("paper last", in_group=GRID)


async def test_marks_that_turn_the_text_around_are_made_harmless(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help evil \u202egnp.exe", in_group=GRID)
    card = await ben.sees("evil")
    assert "\u202e" not in card.text


async def test_a_duty_room_shows_names_as_typed(street: Street) -> None:
    anna, ben = street.resident(f"Anna {TYPED}"), street.officer("Ben", on_duty=False)
    street.duty_room(ben)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees(f"Anna {TYPED}", in_group=DUTY_ROOM)
