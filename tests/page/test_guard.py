"""Who may talk to the page, and what it lets in."""

import json
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio

from simulator.page import PageServer
from simulator.page.sketches import street_sketch
from tests.page.marks import page

pytestmark = page(1)


@pytest_asyncio.fixture(loop_scope="session", scope="module", autouse=True)
async def _street(server: PageServer) -> None:
    await server.house.begin("en")


async def get(server: PageServer, path: str, **headers: str) -> aiohttp.ClientResponse:
    async with aiohttp.ClientSession() as session:
        answer = await session.get(server.url + path, headers=headers)
        await answer.read()
        return answer


async def post(
    server: PageServer, path: str, body: object, **headers: str
) -> aiohttp.ClientResponse:
    async with aiohttp.ClientSession() as session:
        answer = await session.post(server.url + path, data=json.dumps(body), headers=headers)
        await answer.read()
        return answer


async def test_it_answers_to_its_own_name_alone(server: PageServer) -> None:
    assert urlsplit(server.url).hostname == "127.0.0.1"
    port = urlsplit(server.url).port
    assert (await get(server, "")).status == 200
    assert (await get(server, "", Host=f"localhost:{port}")).status == 200
    for stranger in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        f"127.0.0.1.evil.example:{port}",
    ):
        assert (await get(server, "", Host=stranger)).status == 421
        assert (await get(server, "state", Host=stranger)).status == 421


async def test_other_sites_can_do_nothing(server: PageServer) -> None:
    deed = {"jump": 600}
    before = server.house.stage.clock.now()
    assert (await post(server, "clock", deed, Origin="http://evil.example")).status == 403
    assert (await post(server, "clock", deed, **{"Sec-Fetch-Site": "cross-site"})).status == 403
    assert server.house.stage.clock.now() < before + 600
    assert (await post(server, "clock", deed, Origin=server.url.rstrip("/"))).status == 200


async def test_the_policy_is_strict(server: PageServer) -> None:
    for path in ("", "static/main.js", "nowhere"):
        policy = (await get(server, path)).headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        assert "unsafe" not in policy
    assert (await get(server, "static/../server.py")).status == 404
    assert (await get(server, "static/%2e%2e%2fserver.py")).status == 404


async def test_what_people_send_does_not_run(server: PageServer) -> None:
    files = server.house.stage.telegram.world.files
    page = files.store("document", b"<script>alert(1)</script>", "a.html", "text/html")
    picture = files.store("photo", street_sketch(), "a.png", "image/png")
    answer = await get(server, f"file/{page.file_id}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (await get(server, f"file/{picture.file_id}")).headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    "body",
    [
        [], "text", {}, {"do": "write"}, {"do": "explode", "person": "1", "chat": "p1"},
        {"do": "write", "person": "9" * 400, "chat": "p1"}, {"do": "tap", "person": 1},
    ],
)  # fmt: skip
async def test_nonsense_is_refused(server: PageServer, body: object) -> None:
    answer = await post(server, "do", body)
    assert answer.status in (400, 409)
    assert "error" in await answer.json()


async def test_a_name_is_as_long_as_telegram_lets_it_be(server: PageServer) -> None:
    for name in ("", "a" * 65):
        assert (await post(server, "add", {"what": "officer", "name": name})).status == 400


async def test_ids_travel_as_strings(server: PageServer) -> None:
    stage = server.house.stage
    far = stage.telegram.person("Far", id=2**60 + 1)
    stage.people["far"] = far
    stage.groups["street"].add(far)
    await far.writes("Hello", in_group=stage.groups["street"])
    text = await (await get(server, "state")).text()
    assert f'"{2**60 + 1}"' in text
    assert f": {2**60 + 1}" not in text
    assert f":{2**60 + 1}" not in text
