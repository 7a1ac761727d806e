"""Who of the staff may have a case, and who may stand in for a colleague on duty."""

from models.person import Person, Role
from services.directory import Directory

ON_DUTY_ROLES = {Role.OFFICER, Role.ASSISTANT, Role.LEADER, Role.CHIEF}


def may_hold(person: Person) -> bool:
    return bool({*ON_DUTY_ROLES, Role.MEDIATOR} & set(person.roles))


def handles_cases(directory: Directory, person: Person) -> bool:
    """By their role, or because a policy of the station asks them."""
    return may_hold(person) or directory.escalation.asks(person.badge, person.roles)
