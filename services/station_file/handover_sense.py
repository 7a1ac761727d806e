"""Whether what the file says of handing over fits together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.escalation_policy import length
from services.station_file.document import Document, Place
from services.station_file.places import Finding, finding

LONGEST = {
    "after": (timedelta(hours=2), "2h: until then nobody on duty has the case"),
    "spoken_within": (timedelta(hours=12), "12h: nothing would ever be handed over"),
}


@dataclass(frozen=True)
class HandoverSense:
    """`broken` are the places whose form is wrong: they are passed over here."""

    document: Document
    data: dict[str, Any]
    broken: set[Place]

    def findings(self) -> Iterator[Finding]:
        given = self.data.get("handover")
        if not isinstance(given, dict):
            return
        for key, (longest, why) in LONGEST.items():
            place = ("handover", key)
            if key in given and place not in self.broken and length(given[key]) > longest:
                what = f"{given[key]} is longer than {why}."
                yield finding(self.document, place, what)
