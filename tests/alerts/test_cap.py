"""Alerts out and in: what goes out comes in the same; what is wrong or hostile is told."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cap import (
    Alert,
    Area,
    CapError,
    Category,
    Certainty,
    Circle,
    Info,
    Leniency,
    MsgType,
    Named,
    Reference,
    Resource,
    ResponseType,
    Scope,
    Severity,
    Status,
    Urgency,
    entries,
    faults,
    read,
    write,
)
from services.cap.document import LARGEST
from services.cap.elements import ALERT, NAMESPACE, Group

SHANGHAI = timezone(timedelta(hours=8))
SENT = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
EARLIER = Reference("xincheng@example.org", "2026-0001", SENT - timedelta(hours=1))
SQUARE = ((30.0, 110.0), (30.0, 111.0), (31.0, 111.0), (31.0, 110.0), (30.0, 110.0))
INFO = Info(
    language="zh-Hans",
    categories=(Category.MET, Category.SAFETY),
    event="暴雨",
    response_types=(ResponseType.SHELTER,),
    urgency=Urgency.EXPECTED,
    severity=Severity.SEVERE,
    certainty=Certainty.LIKELY,
    onset=SENT,
    expires=SENT + timedelta(hours=6),
    sender_name="新城派出所",
    headline="暴雨 <预警> & 提示",
    description="今晚有暴雨。\n请减少外出。",
    instruction="不要涉水。",
    web="https://example.org/a?b=1&c=2",
    contact="0996-0000110",
    event_codes=(Named("SAME", "FFW"),),
    parameters=(Named("level", "orange"),),
    resources=(Resource(resource_desc="地图", mime_type="image/png", size=1200),),
    areas=(
        Area(
            area_desc="东园小区",
            polygons=(SQUARE,),
            circles=(Circle(30.5, 110.5, 1.5),),
            geocodes=(Named("GB2260", "652801"),),
            altitude=10.0,
            ceiling=20.0,
        ),
    ),
)
ALERT_OUT = Alert(
    identifier="2026-0002",
    sender="xincheng@example.org",
    sent=SENT,
    status=Status.ACTUAL,
    msg_type=MsgType.UPDATE,
    source="desk",
    scope=Scope.PRIVATE,
    addresses=("a@example.org", "the fire brigade"),
    codes=("local:1",),
    note="a note",
    references=(EARLIER,),
    incidents=("storm 12", "flood"),
    infos=(INFO, replace(INFO, language="en", event="Storm")),
)
BARE = Alert(
    identifier="1",
    sender="a",
    sent=SENT,
    status=Status.TEST,
    msg_type=MsgType.CANCEL,
    scope=Scope.PUBLIC,
    references=(EARLIER,),
)

words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
texts = words.map(str.strip).filter(bool)
names = st.from_regex(r"[A-Za-z0-9@:._\-一-鿿]{1,20}", fullmatch=True)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
times = st.builds(
    lambda seconds, zone: datetime.fromtimestamp(seconds, zone),
    st.integers(0, 4102444800),
    offsets,
)
latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)
polygons = st.lists(points, min_size=3, max_size=5).map(lambda one: (*one, one[0]))


def some(strategy: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(strategy, min_size=least, max_size=2).map(tuple)


named = st.builds(Named, texts, texts)
maybe = st.none() | texts
areas = st.builds(
    Area,
    area_desc=texts,
    polygons=some(polygons),
    circles=some(st.builds(Circle, latitudes, longitudes, st.floats(0, 20000))),
    geocodes=some(named),
    altitude=st.floats(-1e6, 1e6),
    ceiling=st.none() | st.floats(-1e6, 1e6),
)
resources = st.builds(
    Resource,
    resource_desc=texts,
    mime_type=texts,
    size=st.none() | st.integers(0, 10**12),
    uri=st.none() | names,
    deref_uri=maybe,
    digest=maybe,
)
infos = st.builds(
    Info,
    language=st.sampled_from(["zh-Hans", "en", "ug"]),
    categories=some(st.sampled_from(Category), 1),
    event=texts,
    response_types=some(st.sampled_from(ResponseType)),
    urgency=st.sampled_from(Urgency),
    severity=st.sampled_from(Severity),
    certainty=st.sampled_from(Certainty),
    audience=maybe,
    event_codes=some(named),
    effective=st.none() | times,
    onset=st.none() | times,
    expires=st.none() | times.map(lambda at: at.replace(year=at.year + 200)),
    sender_name=maybe,
    headline=maybe,
    description=maybe,
    instruction=maybe,
    web=st.none() | names,
    contact=maybe,
    parameters=some(named),
    resources=some(resources),
    areas=some(areas),
)
listed = some(texts.filter(lambda one: '"' not in one))
alerts = st.builds(
    Alert,
    identifier=names,
    sender=names,
    sent=times,
    status=st.sampled_from(Status),
    msg_type=st.sampled_from(MsgType),
    source=maybe,
    scope=st.sampled_from(Scope),
    restriction=texts,
    addresses=some(texts.filter(lambda one: '"' not in one), 1),
    codes=some(texts),
    note=maybe,
    references=some(st.builds(Reference, names, names, times), 1),
    incidents=listed,
    infos=st.lists(infos, min_size=1, max_size=2, unique_by=lambda one: one.language).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(alerts)
def test_what_goes_out_comes_in_the_same(alert: Alert) -> None:
    written = write(alert)
    assert read(written) == alert
    assert_valid(written)


@pytest.mark.parametrize("alert", [ALERT_OUT, BARE])
def test_an_alert_of_ours_is_valid(alert: Alert) -> None:
    assert faults(alert) == []
    assert read(write(alert)) == alert
    assert_valid(write(alert))


def assert_valid(written: bytes) -> None:
    """By the public schema's rules, read here a second time: order, how often, forms."""
    _assert_group(ElementTree.fromstring(written), ALERT_ORDER)  # noqa: S314  It is ours.
    for at in re.findall(r"<(?:sent|effective|onset|expires)>([^<]*)<", written.decode()):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d", at)
        assert not at.endswith("+00:00")


AREA_ORDER = "areaDesc polygon* circle* geocode* altitude? ceiling?"
RESOURCE_ORDER = "resourceDesc mimeType size? uri? derefUri? digest?"
INFO_ORDER = (
    "language? category+ event responseType* urgency severity certainty audience? eventCode* "
    "effective? onset? expires? senderName? headline? description? instruction? web? contact? "
    "parameter* resource* area*"
)
ALERT_ORDER = (
    "identifier sender sent status msgType source? scope restriction? addresses? code* note? "
    "references? incidents? info*"
)
INNER = {"info": INFO_ORDER, "resource": RESOURCE_ORDER, "area": AREA_ORDER}


def _assert_group(element: ElementTree.Element, order: str) -> None:
    found = "".join(child.tag.removeprefix(f"{{{NAMESPACE}}}") + " " for child in element)
    pattern = re.sub(r"(\w+)([*+?]?) ?", r"(?:\1 )\2", order)
    assert re.fullmatch(pattern, found), found
    for child in element:
        name = child.tag.removeprefix(f"{{{NAMESPACE}}}")
        if name in INNER:
            _assert_group(child, INNER[name])


def test_the_table_of_elements_is_the_standard_s() -> None:
    def order(group: Group) -> str:
        marks = {(False, False): "?", (False, True): "*", (True, False): "", (True, True): "+"}
        return " ".join(part.element + marks[part.needed, part.many] for part in group.parts)

    info = next(part.form for part in ALERT.parts if part.element == "info")
    assert isinstance(info, Group)
    assert order(ALERT) == ALERT_ORDER
    assert order(info) == INFO_ORDER
    inner = {part.element: part.form for part in info.parts if isinstance(part.form, Group)}
    assert order(inner["area"]) == AREA_ORDER
    assert order(inner["resource"]) == RESOURCE_ORDER


def test_utc_is_written_as_the_standard_asks_and_seconds_are_whole() -> None:
    written = write(replace(BARE, sent=datetime(2026, 11, 22, 1, 0, 0, 999, tzinfo=UTC)))
    assert b"<sent>2026-11-22T01:00:00-00:00</sent>" in written
    assert read(written).sent == datetime(2026, 11, 22, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sender": "a b"}, "<sender> must not have spaces, commas, < or &."),
        ({"identifier": "a,b"}, "<identifier> must not have"),
        ({"identifier": "a<b"}, "<identifier> must not have"),
        ({"identifier": ""}, "<identifier> is missing."),
        ({"sent": SENT.replace(tzinfo=None)}, "<sent> is a time without an offset."),
        ({"references": ()}, "<references> is missing: Cancel must name the earlier message."),
        ({"msg_type": MsgType.UPDATE, "references": ()}, "<references> is missing: Update"),
        ({"scope": Scope.RESTRICTED}, "<restriction> is missing"),
        ({"scope": Scope.PRIVATE}, "<addresses> is missing"),
        ({"note": "a\0b"}, "<note> has a character that XML can't hold."),
        ({"note": " "}, "<note> is empty."),
        ({"msg_type": MsgType.ALERT}, "<info> is missing: the alert says nothing."),
        ({"infos": (INFO, INFO)}, '<info>: "zh-hans" is said twice.'),
        ({"infos": (replace(INFO, categories=()),)}, "<info> 1 <category> is missing."),
        ({"infos": (replace(INFO, language="zh_Hans"),)}, "<language> must be a tag"),
        ({"infos": (replace(INFO, expires=SENT),)}, "<info> 1 <expires> isn't after <sent>."),
    ],
)
def test_what_is_wrong_is_not_written(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(CapError, match=re.escape(said)):
        write(replace(BARE, **changed))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"polygons": (SQUARE[:-1],)}, "<polygon> must end where it begins."),
        ({"polygons": (SQUARE[:2],)}, "<polygon> must have at least four points."),
        ({"polygons": (tuple((b, a) for a, b in SQUARE),)}, "latitude stands first"),
        ({"circles": (Circle(110.5, 30.5, 1),)}, "<circle> has a point that isn't on earth"),
        ({"circles": (Circle(30.5, 110.5, -1),)}, "<circle> must have a radius"),
        ({"circles": (Circle(float("nan"), 1, 1),)}, "<circle> has a point"),
        ({"altitude": None}, "<ceiling> must not stand without <altitude>."),
        ({"area_desc": ""}, "<info> 1 <area> 1 <areaDesc> is missing."),
    ],
)
def test_an_area_that_is_wrong_is_not_written(changed: dict[str, Any], said: str) -> None:
    info = replace(INFO, areas=(replace(INFO.areas[0], **changed),))
    with pytest.raises(CapError, match=re.escape(said)):
        write(replace(BARE, infos=(info,)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("<status>Test</status>", "", "<status> is missing."),
        ("<status>Test", "<status>Nonsense", '<status> is "Nonsense", but must be one of Actual'),
        ("<status>Test</status>", "<status/>", "<status> is empty."),
        ("<status>Test", "<status><b/>", "<status> must hold nothing but text."),
        ("<scope>", "<scope>Public</scope><scope>", "<scope> stands there twice."),
        ("<scope>", "<speed>1</speed><scope>", "<speed> is no element that CAP 1.2 knows"),
        ("09:00:00+08:00</sent>", "09:00:00</sent>", "must look like"),
        ("09:00:00+08:00</sent>", "09:00:00z</sent>", "must look like"),
        ("09:00:00+08:00</sent>", "09:00:00.5+08:00</sent>", "must look like"),
        ("09:00:00+08:00</sent>", "25:00:00+08:00</sent>", "is not in the calendar"),
        ("a</sender>", "a b</sender>", "<sender> must not have spaces"),
        ("xincheng@example.org,2026-0001,", "2026-0001,", "<references> has"),
        ("cap:1.2", "cap:1.1", "It is no CAP 1.2 alert"),
        ("</alert>", "", "It is no XML: line"),
        ("<sender>a</sender>", "", "<sender> is missing."),
    ],
)
def test_what_is_wrong_is_told_with_its_element(before: str, after: str, said: str) -> None:
    text = write(BARE).decode()
    assert before in text
    with pytest.raises(CapError, match=re.escape(said)):
        read(text.replace(before, after).encode())


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("110.0 30.0,111.0", "110.0 x", "<info> 1 <area> 1 <polygon> 1 has"),
        ("110.5 1.5", "110.5", "<circle> 1 is"),
        ("<severity>Severe", "<severity>Bad", "<info> 1 <severity> is"),
        ("<size>1200", "<size>many", "<resource> 1 <size> is"),
        ("<altitude>10.0", "<altitude>NaN", "<altitude> has"),
        ("<valueName>SAME</valueName>", "", "<eventCode> 1 <valueName> is missing."),
    ],
)
def test_what_is_wrong_inside_is_told_with_its_place(before: str, after: str, said: str) -> None:
    text = write(ALERT_OUT).decode()
    assert before in text
    with pytest.raises(CapError, match=re.escape(said)):
        read(text.replace(before, after, 1).encode())


@pytest.mark.parametrize("where", ["</expires>", "</references>", "</onset>"])
def test_z_is_read_as_utc_is_told_and_never_written(where: str) -> None:
    text = write(ALERT_OUT).decode()
    end = text.index(where)
    sloppy = text[: end - len("+08:00")] + "Z" + text[end:]
    found = read(sloppy.encode())
    assert found.lenient == (Leniency.ZULU,)
    assert read(text.encode()).lenient == ()
    again = write(found).decode()
    assert f"Z{where}" not in again
    assert f"-00:00{where}" in again
    assert read(again.encode()) == found


CHINESE = replace(INFO, language="zh-CN", headline="大风黄色预警", description="阵风9级。" * 99)


@pytest.mark.parametrize("encoding", ["GBK", "gb2312", "GB18030"])
@pytest.mark.parametrize("mark", ['"', "'"])
def test_chinese_encodings_are_read(encoding: str, mark: str) -> None:
    alert = replace(BARE, infos=(CHINESE,))
    body = write(alert).decode().partition("?>")[2]
    text = f"<?xml version={mark}1.0{mark} encoding={mark}{encoding}{mark} ?>{body}"
    assert read(text.encode(encoding)) == alert


def test_what_isnt_in_the_encoding_that_it_names_is_told_so() -> None:
    for data in (b"\xff\xff", b"\x84", "风".encode()):
        with pytest.raises(CapError, match=r"isn't in the encoding|It is no XML"):
            read(b'<?xml version="1.0" encoding="gbk"?><alert>' + data)


def test_the_order_of_the_schema_is_asked_for() -> None:
    text = write(BARE).decode()
    sender, sent = "<sender>a</sender>", "<sent>2026-11-22T09:00:00+08:00</sent>"
    with pytest.raises(CapError, match="<sender> must stand before <sent>"):
        read(text.replace(sender + sent, sent + sender).encode())


def test_a_signature_and_comments_are_passed_over() -> None:
    signed = '<!-- x --><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><a/></Signature>'
    assert read(write(BARE).replace(b"</alert>", signed.encode() + b"</alert>")) == BARE


def ten(number: int) -> str:
    return f"&l{number};" * 10


LAUGHS = "".join(f'<!ENTITY l{n} "{ten(n - 1)}">' for n in range(1, 10))
HOSTILE = {
    "billion laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><alert>&l9;</alert>',
    "external entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>',
    "external DTD": '<!DOCTYPE alert SYSTEM "http://127.0.0.1/a.dtd"><alert/>',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]><alert/>',
    "bare DTD": "<!DOCTYPE alert><alert/>",
}


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "GB2312"])
@pytest.mark.parametrize("document", HOSTILE.values(), ids=list(HOSTILE))
def test_document_types_and_entities_are_refused(document: str, encoding: str) -> None:
    """Whatever it is encoded in: the ban comes after that."""
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    for text in (document, declared + document):
        for act in (read, entries):
            with pytest.raises(CapError, match="DTD or entities"):
                act(text.encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"<",
        b"no xml",
        b'<?xml version="1.0" encoding="none"?><alert/>',
        b'<?xml version="1.0" encoding="gb2312"?><alert/>',
        b"\xff\xfe<",
        b"<a>" * 100_000,
        b"<a>" * 50_000 + b"</a>" * 50_000,
    ],
)
def test_what_is_no_alert_is_told_so(data: bytes) -> None:
    with pytest.raises(CapError, match=r"It is no XML|It is no CAP"):
        read(data)


def test_what_is_too_large_is_not_parsed() -> None:
    declared = b'<?xml version="1.0" encoding="gbk"?>'
    for data in (b" " * (LARGEST + 1), declared.ljust(LARGEST + 1)):
        with pytest.raises(CapError, match="larger than 2 MB"):
            read(data)


def test_long_words_come_in_whole() -> None:
    long = replace(INFO, description="风" * 10_000, instruction="😀" * 5_000)
    assert read(write(replace(BARE, infos=(long,)))).infos == (long,)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_an_alert_or_told_why_not(data: bytes) -> None:
    for act in (read, entries):
        with pytest.raises(CapError):
            act(data)
