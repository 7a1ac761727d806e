"""The whole main job, clicked through in both languages."""

from dataclasses import dataclass

import pytest
from playwright.async_api import expect

from locales import label
from tests.page.marks import page
from tests.page.visitor import Visitor

pytestmark = page(1)


@dataclass(frozen=True)
class Words:
    language: str
    reply: str
    request: str
    answer: str
    outcome: str


ENGLISH = Words(
    "en", "Reply", "/help I smell gas", "Two minutes away, go outside", "A pipe was mended"
)
CHINESE = Words("zh_Hans", "回复", "求助 楼道里一股煤气味", "两分钟到，先下楼", "管子已经换好")


@pytest.fixture(params=["en-GB", "zh-CN"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def words(language: str) -> Words:
    return ENGLISH if language == "en-GB" else CHINESE


async def test_a_resident_asks_and_the_group_sees_it_done(visitor: Visitor, words: Words) -> None:
    street, ben = visitor.phone("anna", "street"), visitor.phone("ben")
    assert await visitor.page.locator("html").get_attribute("lang") in ("en", "zh-Hans")
    await visitor.writes(street, words.request)
    request = words.request.partition(" ")[2]
    await visitor.sees(ben, request)
    await visitor.taps(ben, label("accept", words.language))
    await visitor.replies(ben, request, words.answer, words.reply)
    await visitor.sees(street, words.answer)
    await expect(street.locator(".pinned")).to_be_visible()
    await expect(ben.locator(".head .badge")).to_be_visible()  # He hasn't looked at the group.
    await visitor.taps(ben, label("resolve", words.language))
    await ben.locator(".target").wait_for()  # The form opened its own reply.
    await visitor.writes(ben, words.outcome)
    await visitor.taps(ben, label("post_outcome", words.language))
    await visitor.sees(street, words.outcome)
    await visitor.case.locator(".dot.green").wait_for()
    await expect(visitor.case).to_contain_text(words.outcome)
    assert await visitor.grave_findings() == []
