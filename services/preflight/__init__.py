"""The pre-flight: whether everything is there that the coming days need. What has to be asked of
the channel comes in as plain data (Standing)."""

from services.preflight.defects import Defect, DefectKind, in_order
from services.preflight.groups import Cards, Standing, cards_in, of_groups, to_ask
from services.preflight.inspection import Inspection
from services.preflight.machine import Machine, of_machine
from services.preflight.mornings import done, is_due, must_check, postpone
from services.preflight.roster import of_roster, reached

__all__ = [
    "Cards",
    "Defect",
    "DefectKind",
    "Inspection",
    "Machine",
    "Standing",
    "cards_in",
    "done",
    "in_order",
    "is_due",
    "must_check",
    "of_groups",
    "of_machine",
    "of_roster",
    "postpone",
    "reached",
    "to_ask",
]
