"""What people send, and how it is shown."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from simulator.page.sketches import street_sketch
from tests.page.marks import page
from tests.page.visitor import Visitor

pytestmark = page(2)

SCRIPT = "<img src=x onerror=alert(1)>"


async def test_markup_is_shown_as_typed(visitor: Visitor) -> None:
    street, ben = visitor.phone("anna", "street"), visitor.phone("ben")
    await visitor.writes(street, f"/help {SCRIPT}")
    for phone in (street, ben):
        message = await visitor.sees(phone, SCRIPT)
        await expect(message).to_contain_text(SCRIPT)
        await expect(phone.locator(".words img")).to_have_count(0)
    await expect(visitor.page.locator(".lines-of li", has_text=SCRIPT).first).to_be_visible()
    assert visitor.dialogs == []


async def test_a_photo_from_the_disk_reaches_the_officer(visitor: Visitor, tmp_path: Path) -> None:
    street, ben = visitor.phone("anna", "street"), visitor.phone("ben")
    await visitor.writes(street, "/help The wall is wet")
    await visitor.sees(ben, "The wall is wet")
    picture = tmp_path / "wall.png"
    picture.write_bytes(street_sketch(2))
    await visitor.chooses(street, "The wall is wet", "Reply")
    async with visitor.page.expect_file_chooser() as chooser:
        await visitor.attaches(street, "Photo from the disk")
    await (await chooser.value).set_files(picture)
    await ben.locator(".photo").wait_for()
    width = await ben.locator(".photo").evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )
    assert width == 320


async def test_an_edit_a_deletion_and_a_forward(visitor: Visitor) -> None:
    street, ben = visitor.phone("anna", "street"), visitor.phone("ben")
    await visitor.writes(street, "/help The lamp at number 3 is out")
    await visitor.sees(ben, "The lamp at number 3 is out")
    await visitor.chooses(street, "/help The lamp at number 3", "Edit")
    await visitor.writes(street, "/help The lamp at number 5 is out")
    message = await visitor.sees(street, "number 5")
    await expect(message.locator(".foot")).to_contain_text("edited")
    await visitor.sees(ben, "number 5")
    await visitor.writes(street, "Good night, all")
    await visitor.chooses(street, "Good night, all", "Delete")
    await visitor.does_not_see(street, "Good night, all")
    await visitor.starts(visitor.phone("anna"))
    await visitor.chooses(street, "/help The lamp at number 5", "Forward")
    await visitor.fills(to=f"p{visitor.stage.people['anna'].id}")
    await expect(await visitor.sees(visitor.phone("anna"), "number 5")).to_contain_text("Anna")


async def test_albums_sound_places_and_files(visitor: Visitor, tmp_path: Path) -> None:
    private = visitor.phone("anna")
    await visitor.starts(private)
    await visitor.writes(private, "The lamp is broken")
    await visitor.sees(private, "The lamp is broken")
    for item in ("A sample album", "A sample voice message"):
        await visitor.attaches(private, item)
    await expect(private.locator(".album .photo")).to_have_count(3)
    await private.locator(".sound").last.wait_for()
    await visitor.attaches(private, "A place")
    await visitor.fills(latitude="41.5", longitude="86.25")
    await expect(private.locator(".place")).to_contain_text("41.5000, 86.2500")
    paper = tmp_path / "<b>paper.html"
    paper.write_text("<script>alert(1)</script>", encoding="utf-8")
    async with visitor.page.expect_file_chooser() as chooser:
        await visitor.attaches(private, "File from the disk")
    await (await chooser.value).set_files(paper)
    link = private.locator("a.attachment").last
    await expect(link).to_contain_text("<b>paper.html")
    async with visitor.page.expect_download() as download:
        await link.click()
    assert (await (await download.value).path()).read_bytes() == paper.read_bytes()
    assert visitor.dialogs == []


@pytest.mark.usefixtures("_new_street")
async def test_what_only_other_bots_send(visitor: Visitor) -> None:
    """Doorstep asks no polls and shows no reply keyboard: here the test speaks as the bot."""
    await visitor.stage.process.kill()
    await visitor.bot_is("stopped")
    private, anna = visitor.phone("anna"), visitor.stage.people["anna"]
    await visitor.starts(private)
    await visitor.as_bot("sendChatAction", chat_id=anna.id, action="typing")
    await expect(private.locator(".head")).to_contain_text("is typing")
    await visitor.as_bot("sendPoll", chat_id=anna.id, question="When?", options=["Now", "Later"])
    await private.get_by_role("button", name="Later").click()
    await expect(private.locator(".poll")).to_contain_text("100%")
    keyboard = {"keyboard": [["Yes, please", "No"]], "one_time_keyboard": True}
    field, keys = (
        private.locator("textarea"),
        await visitor.page.context.new_cdp_session(visitor.page),
    )
    await field.focus()
    await keys.send(
        "Input.imeSetComposition", {"text": "nihao", "selectionStart": 5, "selectionEnd": 5}
    )
    await visitor.as_bot("sendMessage", chat_id=anna.id, text="Tea?", reply_markup=keyboard)
    await visitor.sees(private, "Tea?")
    await keys.send("Input.insertText", {"text": "你好"})
    await expect(field).to_have_value("你好")
    await private.get_by_role("button", name="Yes, please").click()
    await visitor.sees(private, "Yes, please")
    await expect(private.locator(".own-keyboard")).to_have_count(0)
    buttons = {"inline_keyboard": [[{"text": "Ask", "callback_data": "ask"}]]}
    await visitor.as_bot(
        "sendMessage", chat_id=anna.id, text="<b>Well</b>?", parse_mode="HTML", reply_markup=buttons
    )
    await expect(private.locator(".words strong", has_text="Well")).to_be_visible()
    for alert in (False, True):
        await visitor.taps(private, "Ask")
        await _answer_the_tap(visitor, alert)
        shown = private.locator(".alert" if alert else ".toast")
        await expect(shown).to_contain_text("No, thanks")
    await private.get_by_role("alertdialog").get_by_role("button").click()
    assert await visitor.grave_findings() == []


async def _answer_the_tap(visitor: Visitor, alert: bool) -> None:
    updates = await visitor.as_bot("getUpdates", offset=-1, timeout=5)
    query = updates[-1]["callback_query"]["id"]
    await visitor.as_bot(
        "answerCallbackQuery", callback_query_id=query, text="No, thanks", show_alert=alert
    )
    await visitor.as_bot("getUpdates", offset=updates[-1]["update_id"] + 1)
