"""What a batch fetched ahead, held strongly, and what was added since.

A look-up that the shelf can answer costs no query. `open_cases`, `papers`, `deadlines` and
`said` tell "nothing there" (an empty list) from "not fetched" (no key).
"""

from dataclasses import dataclass, field

from models.address import Address
from models.base import Base
from models.case import Case, CaseEvent
from models.deadline import Deadline
from models.exchange import Delivery, Direction, Exchange, Operation, Purpose
from models.handover import Handover
from models.person import Person

PAPERS = (Purpose.CARD, Purpose.RECEIPT, Purpose.NUMBER)
JOURNEY = ("accepted", "on_my_way", "not_reached")


@dataclass
class Shelf:
    addresses: dict[int, Address] = field(default_factory=dict)  # by Telegram's chat id
    address_by_id: dict[int, Address] = field(default_factory=dict)
    address_by_person: dict[int, Address] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    cases: dict[int, Case] = field(default_factory=dict)
    open_cases: dict[int, list[Case]] = field(default_factory=dict)  # by asker
    papers: dict[int, list[Exchange]] = field(default_factory=dict)  # cards, receipts by case
    deadlines: dict[int, list[Deadline]] = field(default_factory=dict)  # ahead, by case
    said: dict[int, list[Exchange]] = field(default_factory=dict)  # to us, by case
    exchanges: dict[int, Exchange] = field(default_factory=dict)
    newest: dict[int, Exchange] = field(default_factory=dict)  # going out, by address
    albums: dict[tuple[str, int], Exchange] = field(default_factory=dict)  # waiting, by address
    journeys: dict[int, CaseEvent | None] = field(default_factory=dict)  # the last of each, by case
    handovers: dict[int, Handover] = field(default_factory=dict)
    held: dict[int, list[Case]] = field(default_factory=dict)  # open ones, by holder
    digests: dict[int, list[int]] | None = None  # still to be sent, with their cases
    placed: dict[tuple[int, int], Exchange] = field(default_factory=dict)  # chat, message id

    def put(self, row: Base) -> None:
        match row:
            case Exchange():
                self.put_exchange(row)
            case Case():
                self.put_case(row)
            case Person():
                self.people[row.id] = row
                self.open_cases.setdefault(row.id, [])
            case Address():
                self.put_address(row)
            case CaseEvent() if row.case_id in self.journeys and row.what in JOURNEY:
                self.journeys[row.case_id] = row
            case Deadline() if row.case_id in self.deadlines:
                self.deadlines[row.case_id].append(row)

    def put_address(self, address: Address) -> None:
        self.addresses[address.external_id] = self.address_by_id[address.id] = address
        if address.person_id is not None:
            self.address_by_person[address.person_id] = address

    def put_case(self, case: Case) -> None:
        """A case that was opened just now: it has no papers but those that follow."""
        self.cases[case.id] = case
        self.papers[case.id] = []
        self.deadlines[case.id] = []
        if case.asker_id is not None:
            self.open_cases.setdefault(case.asker_id, []).append(case)

    def put_exchange(self, exchange: Exchange) -> None:
        self.exchanges[exchange.id] = exchange
        if exchange.delivery is Delivery.QUEUED:
            self.newest[exchange.address_id] = exchange
        if exchange.direction is Direction.IN and exchange.case_id in self.said:
            self.said[exchange.case_id].append(exchange)
        if exchange.purpose is Purpose.DIGEST and self.digests is not None:
            self.digests[exchange.id] = list((exchange.values or {}).get("ids", ()))
        if exchange.operation is Operation.ALBUM and exchange.album is not None:
            self.albums[exchange.album, exchange.address_id] = exchange
        if exchange.message_id is not None:
            self.placed[exchange.address_id, exchange.message_id] = exchange
        is_paper = exchange.purpose in PAPERS and exchange.operation is Operation.SEND
        if is_paper and exchange.case_id in self.papers:
            self.papers[exchange.case_id].append(exchange)
