"""What all mapped classes share: the metadata, the column types and the ids."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum, StrEnum
from functools import cache, partial
from typing import Any, ClassVar, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    Text,
    inspect,
)
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault
from sqlalchemy.types import TypeDecorator

from models.ids import new_id

# SQLite makes a rowid (and needs no second index) only for a column declared INTEGER.
BigInt = BigInteger().with_variant(Integer, "sqlite")


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant, kept and given back in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a time zone can't be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def refers_to(column: str, ondelete: str | None = None) -> ForeignKey:
    """A foreign key that is checked at the commit: the unit of work orders rows of different
    tables by relationships only, and we have none."""
    return ForeignKey(column, ondelete=ondelete, deferrable=True, initially="DEFERRED")


def _values(enum: type[Enum]) -> list[str]:
    return [member.value for member in enum]


class Base(DeclarativeBase):
    """Every table has a sortable 64-bit id, made by the application (see models.ids)."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: BigInt,
        str: Text,
        datetime: UTCDateTime,
        StrEnum: EnumColumn(StrEnum, native_enum=False, length=20, values_callable=_values),
        list[str]: JSON(none_as_null=True),
        list[list[str]]: JSON(none_as_null=True),
        dict[str, Any]: JSON(none_as_null=True),
        dict[str, str]: JSON(none_as_null=True),
        dict[str, int]: JSON(none_as_null=True),
    }

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-1)

    def __init__(self, **values: Any) -> None:
        # The id and the defaults exist from the start, so that rows can refer to each other and
        # be read before a flush.
        for name, default in _defaults(type(self)):
            if name not in values:
                values[name] = default()
        values.setdefault("id", new_id())
        if not values.keys() <= _columns(type(self)):
            unknown = ", ".join(values.keys() - _columns(type(self)))
            raise TypeError(f"{type(self).__name__} has no {unknown}")
        # A new row has no history, so nothing of SQLAlchemy's needs to watch these being set.
        self.__dict__.update(values)


@cache
def _columns(row_type: type[Base]) -> frozenset[str]:
    return frozenset(inspect(row_type).column_attrs.keys())


@cache
def _defaults(row_type: type[Base]) -> list[tuple[str, Callable[[], Any]]]:
    """The columns' own defaults, which SQLAlchemy alone would set in a flush."""
    found: list[tuple[str, Callable[[], Any]]] = []
    for attribute in inspect(row_type).column_attrs:
        default = attribute.columns[0].default
        if isinstance(default, CallableColumnDefault):
            # SQLAlchemy wraps each callable so that it takes a context; ours need none.
            make = cast(Callable[[None], Any], default.arg)
            found.append((attribute.key, partial(make, None)))
        elif isinstance(default, ScalarElementColumnDefault):
            found.append((attribute.key, partial(_same, default.arg)))
    return found


def _same(value: Any) -> Any:
    return value
