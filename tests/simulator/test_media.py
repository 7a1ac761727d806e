import json
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
import telegram as ptb
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaLivePhoto,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)

from simulator import Group, Person, Telegram
from simulator.driver import samples
from simulator.driver.attachments import Attachment
from simulator.pictures import picture_size
from tests.simulator.conftest import Raw, Refused

Items = list[
    InputMediaAudio | InputMediaDocument | InputMediaLivePhoto | InputMediaPhoto | InputMediaVideo
]
PHOTO = BufferedInputFile(samples.picture(320, 200), "gas.png")


async def test_what_people_send_can_be_downloaded(
    telegram: Telegram, api: Bot, second: ptb.Bot, anna: Person, tmp_path: Path
) -> None:
    await anna.starts()
    note = tmp_path / "report.txt"
    note.write_text("It smells")
    await anna.sends_document(note)
    await anna.sends_photo()
    await anna.sends_voice(seconds=3)
    document, photo, voice = [update.message for update in (await api.get_updates())[1:]]
    assert document
    assert photo
    assert photo.photo
    assert voice
    assert voice.voice
    assert document.document
    assert document.document.file_name == "report.txt"
    assert (voice.voice.duration, voice.voice.mime_type) == (3, "audio/ogg")
    got = await api.download(document.document.file_id)
    assert got
    assert got.read() == b"It smells"
    file = await second.get_file(photo.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == samples.PHOTO


async def test_what_the_bot_sends_is_seen(api: Bot, second: ptb.Bot, anna: Person) -> None:
    await anna.starts()
    sent = await api.send_photo(anna.id, PHOTO, caption="<b>Gas</b>", parse_mode="HTML")
    assert sent.photo
    assert (sent.photo[-1].width, sent.photo[-1].height) == (320, 200)
    again = await second.send_photo(anna.id, sent.photo[-1].file_id, caption="Again")
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    assert (await anna.sees("Gas")).entities[0]["type"] == "bold"
    await second.send_document(anna.id, BytesIO(b"x" * 100), filename="a.pdf", caption="Paper")
    paper = await anna.sees("Paper")
    assert paper.raw["document"]["file_name"] == "a.pdf"
    for send in (api.send_voice, api.send_audio, api.send_video, api.send_animation):
        await send(anna.id, BufferedInputFile(samples.voice(), "x.ogg"))
    await api.send_video_note(anna.id, BufferedInputFile(b"x", "x.mp4"))
    await api.send_sticker(anna.id, BufferedInputFile(samples.picture(), "x.webp"))
    kinds = [bubble.kind for bubble in anna.chat()[-6:]]
    assert kinds == ["voice", "audio", "video", "animation", "video_note", "sticker"]


async def test_albums(api: Bot, anna: Person) -> None:
    await anna.starts()
    items: Items = [InputMediaPhoto(media=PHOTO, caption="Both"), InputMediaVideo(media=PHOTO)]
    sent = await api.send_media_group(anna.id, items)
    assert len({message.media_group_id for message in sent}) == 1
    [first, second] = anna.chat()[-2:]
    assert (first.text, second.text) == ("Both", "")
    ids = [message.message_id for message in sent]
    await api.copy_messages(anna.id, anna.id, ids)
    copies = [bubble.raw["media_group_id"] for bubble in anna.chat()[-2:]]
    assert copies[0] == copies[1] != sent[0].media_group_id


async def test_refused_albums(api: Bot, anna: Person) -> None:
    await anna.starts()
    photo, document = InputMediaPhoto(media=PHOTO), InputMediaDocument(media=PHOTO)
    cases: list[tuple[Items, str]] = [
        ([photo], "media group must include 2-10 items"),
        ([photo] * 11, "too many messages to send as an album"),
        ([photo, document], "can't be mixed"),
        ([document, InputMediaAudio(media=PHOTO)], "can't be mixed"),
    ]
    for items, error in cases:
        with pytest.raises(TelegramBadRequest, match=error):
            await api.send_media_group(anna.id, items)


async def test_people_send_albums(api: Bot, anna: Person) -> None:
    await anna.starts()
    await anna.sends_album(Attachment("photo", caption="x"), Attachment("photo"))
    first, second = [update.message for update in (await api.get_updates())[1:]]
    assert first
    assert second
    assert first.media_group_id == second.media_group_id


async def test_another_picture_and_caption(api: Bot, anna: Person) -> None:
    await anna.starts()
    sent = await api.send_photo(anna.id, PHOTO, caption="One")
    edited = await sent.edit_media(InputMediaPhoto(media=PHOTO, caption="Two"))
    assert isinstance(edited, Message)
    assert edited.caption == "Two"
    await sent.edit_caption(caption="Three")
    assert (await anna.sees("Three")).is_edited


async def test_files_that_are_too_big(api: Bot, raw: Raw, anna: Person) -> None:
    await anna.starts()
    await anna.sends_document(name="film.mkv", size=20_000_001)
    message = (await api.get_updates())[-1].message
    assert message
    assert message.document
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await api.get_file(message.document.file_id)
    copied = await api.copy_message(anna.id, anna.id, message.message_id)
    assert copied.message_id
    form = aiohttp.FormData({"chat_id": str(anna.id)})
    form.add_field("document", BytesIO(bytes(50_000_001)), filename="x.bin")
    async with raw.session.post(f"{raw.url}/sendDocument", data=form) as response:
        assert await response.json() == {
            "ok": False,
            "error_code": 413,
            "description": "Request Entity Too Large",
        }


async def test_what_is_no_picture(api: Bot, raw: Raw, anna: Person) -> None:
    await anna.starts()
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await api.send_photo(anna.id, BufferedInputFile(b"text", "x.jpg"))
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await api.send_photo(anna.id, BufferedInputFile(b"", "x.jpg"))
    voice = await api.send_voice(anna.id, BufferedInputFile(samples.voice(), "x.ogg"))
    assert voice.voice
    with pytest.raises(Refused, match="can't use file of type Voice as Photo"):
        await raw("sendPhoto", chat_id=anna.id, photo=voice.voice.file_id)


async def test_captions_end_at_1024(api: Bot, anna: Person) -> None:
    await anna.starts()
    await api.send_photo(anna.id, PHOTO, caption="x" * 1024)
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await api.send_photo(anna.id, PHOTO, caption="x" * 1025)


async def test_copies(api: Bot, anna: Person, street: Group) -> None:
    await anna.starts()
    sent = await anna.sends_photo(caption="Mine")
    await api.copy_message(street.id, anna.id, sent.id, caption="Theirs")
    copy = await anna.sees("Theirs", in_group=street)
    assert copy.kind == "photo"
    assert "forward_origin" not in copy.raw
    await api.forward_message(street.id, anna.id, sent.id)
    forward = anna.chat(in_group=street)[-1]
    assert forward.raw["forward_origin"]["sender_user"]["id"] == anna.id


async def test_all_ways_to_make_a_request(raw: Raw, anna: Person) -> None:
    await anna.starts()
    post, get, url = raw.session.post, raw.session.get, f"{raw.url}/SENDmessage"
    plain = {"chat_id": str(anna.id), "text": "x & 😀"}
    multipart = aiohttp.MultipartWriter("form-data")
    for name, value in plain.items():
        multipart.append(value).set_content_disposition("form-data", name=name)
    for request in (
        get(url, params=plain),
        post(url, data=plain),
        post(url, json=plain),
        post(url, data=multipart),
        post(f"{url}?chat_id={anna.id}", data={"text": "x & 😀"}),
    ):
        async with request as response:
            assert (await response.json())["result"]["text"] == "x & 😀"
    async with post(url, data=b"{", headers={"Content-Type": "application/json"}) as response:
        assert json.loads(await response.text())["error_code"] == 400


def test_samples_are_real() -> None:
    assert picture_size(samples.PHOTO) == (64, 48)
    assert picture_size(samples.picture(30, 20)) == (30, 20)
    assert samples.voice(2).count(b"OggS") == 4
