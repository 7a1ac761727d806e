"""What the bot's process keeps in memory as the record grows."""

from dataclasses import dataclass, field
from pathlib import Path

from simulator import Telegram
from tests.bench.contenders import SQLITE, Contenders
from tests.bench.processes import BotProcess
from tests.bench.town import Plan, Town

FIRST, LAST, STEPS = 10_000, 100_000, 9  # exchanges
MESSAGES_EACH = 5
LEAST_EXCHANGES_EACH = 16  # five messages in, at least eleven out
AT_ONCE = 40  # residents who write at the same time
SHORT_SILENCE = 0.1


@dataclass
class Memory:
    """Resident bytes by the number of exchanges, in and out."""

    resident: dict[int, int] = field(default_factory=dict)

    @property
    def growth(self) -> int:
        sizes = list(self.resident.values())
        return sizes[-1] - sizes[0]


async def measure(contenders: Contenders, folder: Path, last: int = LAST) -> Memory:
    async with Telegram(calls=0, keep=5) as telegram:
        town = Town(telegram, Plan(residents=last // LEAST_EXCHANGES_EACH + AT_ONCE), folder)
        async with contenders.started(SQLITE, town) as bot:
            return await _grow(town, bot, last)


async def _grow(town: Town, bot: BotProcess, last: int) -> Memory:
    memory, residents, heard = Memory(), iter(town.residents), 0
    for mark in range(FIRST, last + 1, (last - FIRST) // STEPS):
        while heard + town.delivered < mark:
            block = [next(residents) for _ in range(AT_ONCE)]
            for hood, resident in block * MESSAGES_EACH:
                await town.ask(hood, resident)
            heard += len(block) * MESSAGES_EACH
            await town.quiet(bot, silence=SHORT_SILENCE)
        memory.resident[heard + town.delivered] = bot.memory
    return memory
