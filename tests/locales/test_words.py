"""Words of danger as frightened people write them, and words that only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import LANGUAGES, danger_in, danger_words, is_sensitive, request_prefixes
from locales.words import normal, sensitive_words
from models.case import CaseKind
from services.kinds import without_kind

FIRE, POLICE, AMBULANCE, CRIME = "fire", "police", "ambulance", "crime"

DANGEROUS = [
    ("楼道里有煤气味", {FIRE}),
    ("三楼着火了！！快来人", {FIRE}),
    ("厨房冒烟，好像起火了", {FIRE}),
    ("有人困在电梯里", {FIRE}),
    ("老人在楼下晕倒了", {AMBULANCE}),
    ("我爸喘不上气", {AMBULANCE}),
    ("孩子触电了，没有呼吸", {AMBULANCE}),
    ("楼下有人拿刀", {POLICE, CRIME}),
    ("隔壁又在打老婆", {POLICE, CRIME}),
    ("救命啊", {POLICE}),
    ("有人要跳楼", {POLICE, AMBULANCE}),
    ("门口车祸，有人流血", {POLICE, AMBULANCE}),
    ("我妈走丢了，穿红衣服", {POLICE}),
    ("电动车被偷了", {CRIME}),
    ("刷单被骗了两万", {CRIME}),
    ("家里着火了，老人昏迷", {FIRE, AMBULANCE}),
    ("失火，有人被砍", {FIRE, POLICE, AMBULANCE, CRIME}),
    ("救命!有gun", {POLICE, CRIME}),
    ("樓上著火", {FIRE}),
    ("I smell gas in the stairwell", {FIRE}),
    ("There\u2019s a FIRE on the third floor!!", {FIRE}),
    ("fire", {FIRE}),
    ("smoke coming out of the window", {FIRE}),
    ("we are stuck in the lift", {FIRE}),
    ("My father can't breathe", {AMBULANCE}),
    ("my father can\u2019t   breathe", {AMBULANCE}),
    ("grandma is unconscious", {AMBULANCE}),
    ("He is having a heart attack", {AMBULANCE}),
    ("he has a knife", {POLICE, CRIME}),
    ("A man with a gun.", {POLICE, CRIME}),
    ("he beats his wife again", {POLICE, CRIME}),
    ("they stabbed him", {POLICE, AMBULANCE, CRIME}),
    ("somebody is breaking in next door", {POLICE, CRIME}),
    ("she says she wants to die", {POLICE}),
    ("car accident, a lot of blood", {POLICE, AMBULANCE}),
    ("My bike was stolen", {CRIME}),
    ("I was scammed on the phone", {CRIME}),
    ("my son is missing since noon", {POLICE}),
    ("\uff26\uff29\uff32\uff25", {FIRE}),
]
HARMLESS = [
    "请问身份证怎么补办",
    "周末去吃火锅",
    "谢谢您，您是我家的救命恩人",
    "拨打人民调解电话没人接",
    "装修噪音太大，被打扰得睡不着",
    "这家店跳楼价",
    "空调落水管堵了",
    "我的车胎漏气了，哪里能补",
    "反诈骗讲座几点开始",
    "这个理财是中风险",
    "消防通道被车堵了",
    "the work has begun",
    "I have the skill and the shotput club's address",
    "When is the fire drill?",
    "the fire extinguisher on floor 2 is out of date",
    "my daughter lost her water gun",
    "firefly, campfires, gunny bags",
    "the stroke order of this character",
    "how do I renew my ID card",
    "the scampi was good",
    "Fired from my job",
    "the thiefless street",
    "",
]


@pytest.mark.parametrize(("text", "subjects"), DANGEROUS)
def test_danger_is_heard(text: str, subjects: set[str]) -> None:
    assert danger_in(text) == subjects


@pytest.mark.parametrize("text", HARMLESS)
def test_no_danger_is_heard_where_there_is_none(text: str) -> None:
    assert danger_in(text) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_on_the_list_is_heard(language: str) -> None:
    for subject, words in danger_words(language).items():
        for word in words:
            assert subject in danger_in(word), word
            assert subject in danger_in(f"x {word.upper()}! 请快来"), word
            assert word == normal(word)


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert danger_in(text) <= {FIRE, POLICE, AMBULANCE, CRIME}
    assert FIRE in danger_in(f"{text} 着火了")


def test_a_long_text_is_read_at_once() -> None:
    """Without a way back and forth in the pattern: 4,096 letters take about a millisecond."""
    assert danger_in("fir " * 1024) == set()
    assert danger_in("救 fire drill " * 400 + "着火") == {FIRE}


def test_requests_begin_with_their_kind() -> None:
    prefixes = request_prefixes("zh_Hans")
    assert prefixes["help"] == ["求助"]
    assert prefixes["consultation"][0] == "咨询"
    for language in LANGUAGES:
        assert set(request_prefixes(language)) <= {kind.value for kind in CaseKind}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("求助 楼道灯坏了", "楼道灯坏了"),
        ("求助：楼道灯坏了", "楼道灯坏了"),
        ("求助楼道灯坏了", "楼道灯坏了"),
        ("咨询几点上班", "几点上班"),
        ("求助电话是多少", "求助电话是多少"),
        ("咨询台在哪里", "咨询台在哪里"),
        ("求助", "求助"),
        ("求助！", "求助！"),
        ("我来求助", "我来求助"),
    ],
)
def test_the_word_of_asking_is_not_shown_twice(said: str, shown: str) -> None:
    assert without_kind(said) == shown


@pytest.mark.parametrize(
    "text",
    [
        "他老婆打他",
        "我怀孕了",
        "孩子在学校被欺负",
        "要离婚，怎么迁户口",
        "My husband hits me",
        "I am pregnant",
    ],
)
def test_what_is_not_for_every_ear_is_heard(text: str) -> None:
    assert is_sensitive(text)


@pytest.mark.parametrize(
    "text", ["水管爆了", "电梯卡住了", "The lift is stuck", "a minority report", "example"]
)
def test_what_anyone_may_hear_is_not_sensitive(text: str) -> None:
    assert not is_sensitive(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_sensitive_words(language: str) -> None:
    assert set(sensitive_words(language)) == {"violence", "health", "minors", "family"}
    for words in sensitive_words(language).values():
        for word in words:
            assert is_sensitive(f"x {word.upper()}! 请快来"), word
