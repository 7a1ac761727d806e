"""A person with a phone."""

from simulator.driver.choices import Choices
from simulator.driver.menu import Menu
from simulator.driver.sight import Sight
from simulator.driver.taps import Tap, Taps
from simulator.world.users import User
from simulator.world.world import World


class Person(Sight, Taps, Choices, Menu):
    """Writes, replies, taps, sees: each as the apps do it, without a bot noticing more."""

    def __init__(self, world: World, user: User) -> None:
        super().__init__(world, user)
        self._made: list[Tap] = []
