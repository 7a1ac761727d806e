"""What of a message is for us: its words in our languages, and the grids that it is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from locales import LANGUAGES
from models.alert import Severity
from models.station import Area, Grid, Station
from services import cap
from services.cap.faults import DEFAULT_LANGUAGE

TRADITIONAL = {"hant", "tw", "hk", "mo"}
_RANK = {severity: rank for rank, severity in enumerate(cap.Severity)}  # the worst is the first


@dataclass(frozen=True)
class Chosen:
    """`infos` by our language; `grids`: how each was matched, by its code."""

    infos: dict[str, cap.Info]
    grids: dict[str, cap.Matched]

    @property
    def main(self) -> cap.Info | None:
        """The severest: what it says besides words counts for all."""
        return min(self.infos.values(), key=lambda info: _RANK[info.severity], default=None)

    @property
    def severity(self) -> Severity | None:
        return Severity(self.main.severity.value.casefold()) if self.main else None


def chosen(message: cap.Alert, grids: Iterable[cap.GridShape]) -> Chosen:
    """This takes its time with large polygons: not within a transaction. Of several in one
    language, those about our grids count, and of these the severest."""
    shapes = list(grids)
    matched = [cap.grids_of(info.areas, shapes) for info in message.infos]
    found: dict[str, cap.Info] = {}
    covered: dict[str, cap.Matched] = {}
    anywhere = any(matched)
    for info, ways in zip(message.infos, matched, strict=True):
        language = our_language(info.language)
        if language is None or (anywhere and info.areas and not ways):
            continue
        for code, way in ways.items():
            covered.setdefault(code, way)
        before = found.get(language)
        if before is None or _RANK[info.severity] < _RANK[before.severity]:
            found[language] = info
    return Chosen(found, covered)


def our_language(tag: str | None) -> str | None:
    """Ours for a tag of RFC 3066; none where we don't have it. Who reads one Chinese script isn't
    given the other."""
    parts = (tag or DEFAULT_LANGUAGE).replace("_", "-").casefold().split("-")
    if parts[0] in ("zh", "cmn"):
        is_other = TRADITIONAL & set(parts) and "hans" not in parts
        return "zh_Hans" if "zh_Hans" in LANGUAGES and not is_other else None
    return next((one for one in LANGUAGES if one.split("_")[0] == parts[0]), None)


async def grid_shapes(session: AsyncSession, station: Station) -> list[cap.GridShape]:
    """What our grids are known by."""
    rows = await session.execute(
        select(Grid.code, Grid.name, Area.name.label("area"), Grid.geocodes, Grid.shape)
        .outerjoin(Area, Area.id == Grid.area_id)
        .where(Grid.station_id == station.id, Grid.active)
        .order_by(Grid.code)
    )
    return [
        cap.GridShape(row.code, row.name, row.area, named(row.geocodes), row.shape) for row in rows
    ]


def named(geocodes: dict[str, list[str]] | None) -> tuple[cap.Named, ...]:
    listed = (geocodes or {}).items()
    return tuple(cap.Named(name, value) for name, values in listed for value in values)
