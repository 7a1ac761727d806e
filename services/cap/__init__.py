"""Alerts as others exchange them: the Common Alerting Protocol 1.2 (OASIS), feeds of it, and which
of our grids they are about."""

from services.cap.alert import (
    Alert,
    Area,
    Category,
    Certainty,
    Circle,
    Info,
    Leniency,
    MsgType,
    Named,
    Point,
    Polygon,
    Reference,
    Resource,
    ResponseType,
    Scope,
    Severity,
    Status,
    Urgency,
)
from services.cap.document import CapError, NotFetchedError
from services.cap.faults import faults, own_faults
from services.cap.feeds import Entry, entries
from services.cap.grids import GridShape, Matched, grids_of, polygon_fault
from services.cap.reading import read
from services.cap.values import language_tag
from services.cap.writing import write

__all__ = [
    "Alert",
    "Area",
    "CapError",
    "Category",
    "Certainty",
    "Circle",
    "Entry",
    "GridShape",
    "Info",
    "Leniency",
    "Matched",
    "MsgType",
    "Named",
    "NotFetchedError",
    "Point",
    "Polygon",
    "Reference",
    "Resource",
    "ResponseType",
    "Scope",
    "Severity",
    "Status",
    "Urgency",
    "entries",
    "faults",
    "grids_of",
    "language_tag",
    "own_faults",
    "polygon_fault",
    "read",
    "write",
]
