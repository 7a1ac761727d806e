"""How soon the page is seen, and how smoothly a long chat scrolls."""

import json

from tests.page.conftest import SHOTS
from tests.page.marks import page
from tests.page.visitor import Visitor

pytestmark = page(1)
MESSAGES = 500
PAINT = """() => new Promise(found => new PerformanceObserver(list => {
    const paint = list.getEntries().find(entry => entry.name === "first-contentful-paint");
    if (paint) found(paint.startTime);
}).observe({ type: "paint", buffered: true }))"""
SCROLL = """log => new Promise(done => {
    const times = [];
    let last = 0;
    log.scrollTop = log.scrollHeight;
    const step = now => {
        if (last) times.push(now - last);
        last = now;
        log.scrollTop -= 120;
        if (log.scrollTop > 0) requestAnimationFrame(step);
        else done(times);
    };
    requestAnimationFrame(step);
})"""


async def test_a_long_chat_scrolls_to_its_first_message(visitor: Visitor) -> None:
    stage = visitor.stage
    group = stage.groups["street"]
    await visitor.page.goto("about:blank")
    for number in range(MESSAGES):
        who = stage.people[("anna", "tom", "eve")[number // 3 % 3]]
        await who.writes(f"{number}: does anyone know when the market opens?", in_group=group)
    await visitor.opens()
    paint = await visitor.page.evaluate(PAINT)
    ready = await visitor.page.evaluate("() => performance.getEntriesByName('ready')[0].startTime")
    log = visitor.phone("anna", "street").locator(".log")
    assert await log.locator(".message").count() >= MESSAGES
    frames = sorted(await log.evaluate(SCROLL))
    found = {
        "first_paint_ms": round(paint),
        "street_shown_ms": round(ready),
        "frames": len(frames),
        "frame_ms_median": round(frames[len(frames) // 2], 1),
        "frame_ms_p95": round(frames[int(len(frames) * 0.95)], 1),
        "frame_ms_worst": round(frames[-1], 1),
    }
    SHOTS.mkdir(exist_ok=True)
    (SHOTS / "speed.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    # Times are told, and not asserted: on a busy machine they are other programs' doing.
    assert await log.evaluate("log => log.scrollTop") == 0
