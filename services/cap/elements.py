"""The elements of a CAP document in the order that the schema prescribes, and the fields of ours
that they hold. Reading, writing and checking go by this table."""

from dataclasses import dataclass

from services.cap.alert import (
    Alert,
    Area,
    Category,
    Certainty,
    Info,
    MsgType,
    Named,
    Resource,
    ResponseType,
    Scope,
    Severity,
    Status,
    Urgency,
)
from services.cap.values import (
    CIRCLE,
    LIST,
    NUMBER,
    POLYGON,
    REFERENCES,
    SIZE,
    TEXT,
    TIME,
    Form,
    one_of,
)

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"


@dataclass(frozen=True)
class Part:
    """`many`: each item is an element. `form` is a Group where the element holds others."""

    element: str
    field: str
    form: "Form | Group" = TEXT
    needed: bool = False
    many: bool = False


@dataclass(frozen=True)
class Group:
    made: type
    parts: tuple[Part, ...]


NAMED = Group(Named, (Part("valueName", "name", needed=True), Part("value", "value", needed=True)))

AREA = Group(
    Area,
    (
        Part("areaDesc", "area_desc", needed=True),
        Part("polygon", "polygons", POLYGON, many=True),
        Part("circle", "circles", CIRCLE, many=True),
        Part("geocode", "geocodes", NAMED, many=True),
        Part("altitude", "altitude", NUMBER),
        Part("ceiling", "ceiling", NUMBER),
    ),
)

RESOURCE = Group(
    Resource,
    (
        Part("resourceDesc", "resource_desc", needed=True),
        Part("mimeType", "mime_type", needed=True),
        Part("size", "size", SIZE),
        Part("uri", "uri"),
        Part("derefUri", "deref_uri"),
        Part("digest", "digest"),
    ),
)

INFO = Group(
    Info,
    (
        Part("language", "language"),
        Part("category", "categories", one_of(Category), needed=True, many=True),
        Part("event", "event", needed=True),
        Part("responseType", "response_types", one_of(ResponseType), many=True),
        Part("urgency", "urgency", one_of(Urgency), needed=True),
        Part("severity", "severity", one_of(Severity), needed=True),
        Part("certainty", "certainty", one_of(Certainty), needed=True),
        Part("audience", "audience"),
        Part("eventCode", "event_codes", NAMED, many=True),
        Part("effective", "effective", TIME),
        Part("onset", "onset", TIME),
        Part("expires", "expires", TIME),
        Part("senderName", "sender_name"),
        Part("headline", "headline"),
        Part("description", "description"),
        Part("instruction", "instruction"),
        Part("web", "web"),
        Part("contact", "contact"),
        Part("parameter", "parameters", NAMED, many=True),
        Part("resource", "resources", RESOURCE, many=True),
        Part("area", "areas", AREA, many=True),
    ),
)

ALERT = Group(
    Alert,
    (
        Part("identifier", "identifier", needed=True),
        Part("sender", "sender", needed=True),
        Part("sent", "sent", TIME, needed=True),
        Part("status", "status", one_of(Status), needed=True),
        Part("msgType", "msg_type", one_of(MsgType), needed=True),
        Part("source", "source"),
        Part("scope", "scope", one_of(Scope), needed=True),
        Part("restriction", "restriction"),
        Part("addresses", "addresses", LIST),
        Part("code", "codes", many=True),
        Part("note", "note"),
        Part("references", "references", REFERENCES),
        Part("incidents", "incidents", LIST),
        Part("info", "infos", INFO, many=True),
    ),
)
