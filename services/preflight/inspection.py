"""What others have answered, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.preflight.groups import Standing
from services.preflight.machine import Machine


@dataclass(frozen=True)
class Inspection:
    """`standings` by the ids of the groups' addresses."""

    machine: Machine
    standings: Mapping[int, Standing]
