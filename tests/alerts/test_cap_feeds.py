"""Feeds of alerts: Atom and RSS, with the alerts in them or linked."""

from datetime import UTC, datetime

import pytest

from services.cap import CapError, Entry, entries, write
from tests.alerts.test_cap import ALERT_OUT, BARE

INLINE = write(BARE).decode().partition("?>")[2]
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Alerts</title>
<entry><id>urn:1</id><updated>2026-11-22T01:00:00Z</updated>
<link rel="self" href="https://example.org/self"/><link href="page"/>
<link rel="alternate" type="application/cap+xml" href="/1.cap"/></entry>
<entry><id>urn:2</id><updated>nonsense</updated><content type="text/xml">{INLINE}</content></entry>
<entry><id>urn:3</id><content type="text/xml">{INLINE.replace("Public", "x")}</content></entry>
<entry><title>without an id</title></entry></feed>"""
RSS = f"""<rss version="2.0"><channel><title>Alerts</title>
<item><guid>1</guid><link>https://example.org/1.cap</link>
<pubDate>Sun, 22 Nov 2026 09:00:00 +0800</pubDate></item>
<item><link>2.cap</link><pubDate>yesterday</pubDate></item>
<item>{INLINE}</item></channel></rss>"""
AT = datetime(2026, 11, 22, 1, tzinfo=UTC)


def test_atom() -> None:
    linked, held, wrong = entries(ATOM.encode(), "https://example.org/feed/all.xml")
    assert linked == Entry("urn:1", "https://example.org/1.cap", AT)
    assert held == Entry("urn:2", None, None, BARE)
    assert wrong.alert is None
    assert wrong.fault is not None
    assert wrong.fault.startswith('<scope> is "x"')


def test_rss() -> None:
    linked, relative, held = entries(RSS.encode(), "https://example.org/feed/all.xml")
    assert linked == Entry("1", "https://example.org/1.cap", AT)
    assert relative == Entry("2.cap", "https://example.org/feed/2.cap", None)
    assert held == Entry(BARE.identifier, None, None, BARE)


def test_an_alert_by_itself() -> None:
    assert entries(write(ALERT_OUT)) == [
        Entry(ALERT_OUT.identifier, None, ALERT_OUT.sent, ALERT_OUT)
    ]


def test_anything_else_is_told_so() -> None:
    with pytest.raises(CapError, match=r"neither Atom nor RSS nor CAP 1.2: it begins with <html>"):
        entries(b"<html/>")
