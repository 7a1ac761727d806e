"""Values as the notices give them: for each template one sample or more."""

from collections.abc import Iterator
from typing import Any

from locales.alert_samples import WRITING

Values = dict[str, Any]

# The same street, as English-speaking readers would have it.
ENGLISH = {
    "几点开门？": "When do you open?",
    "4栋2单元301": "House 4, door 301",
    "东园小区": "Maple Street",
    "东园小区 11-23 20:00\u201311-24 08:00": "Maple Street 11-23 20:00\u201311-24 08:00",
    "王向阳 (0001)": "Ben Hill (0001)",
    "李梅 (0002)": "Carol White (0002)",
    "东园小区邻里群": "Maple Street neighbours",
    "张伟": "Dan Brown",
    "值班表": "Duty roster",
    "楼道里的电动自行车": "E-bikes in the stairwell",
    "昨晚三单元楼道里一辆正在充电的电动自行车起火，没有人受伤。": (
        "Last night an e-bike caught fire while it was charging in the stairwell of unit 3. "
        "Nobody was hurt."
    ),
    "请不要在楼道里充电，也不要把电池带上楼。": (
        "Please don't charge in the stairwell, and don't take the battery upstairs."
    ),
    "新城派出所": "Newtown police station",
    "李奶奶": "Mrs Green",
    "李梅": "Carol White",
    "市气象台": "City weather office",
    "楼道里有煤气味，从一楼到三楼都能闻到，我不敢开灯。": (
        "There is a smell of gas in the stairwell, up to the third floor. I don't dare turn on "
        "the light."
    ),
    "好的，我等你们。": "All right, I am waiting for you.",
    "燃气公司已换好阀门，可以放心开灯。": (
        "The gas company has changed the valve. You can turn on the light."
    ),
    "王向阳": "Ben Hill",
    "请先开窗，我十分钟到。": "Please open the windows, I am there in ten minutes.",
    "赵强": "Eve Stone",
    "陈小妹": "Ella Young",
    "走失的人，不必写全名": "who; the full name isn't needed",
    "李奶奶，78岁": "Mrs Green, 78",
    "集贸市场东门": "Market, east gate",
}

ZONE = "Asia/Shanghai"
HOTLINE = "0996-0000110"
EMERGENCY = {"police": "110", "fire": "119", "ambulance": "120"}
WORDS = "楼道里有煤气味，从一楼到三楼都能闻到，我不敢开灯。"

FACTS: Values = {
    "number": "K7M4P",
    "kind": "help",
    "state": "waiting",
    "answered": False,
    "grid": "东园小区",
    "place": None,
    "asker": "李奶奶",
    "entered_by": None,
    "since": "2026-11-22T07:30:00+00:00",
    "happened": None,
    "promised": "2026-11-22T07:42:00+00:00",
    "holder": None,
    "asked": ["王向阳", "李梅"],
    "rung": "main",
    "words": WORDS,
    "outcome": None,
    "overdue": False,
    "private": False,
    "delicate": False,
    "asked_in_group": True,
}
ALERT: Values = {
    "kind": "alert",
    "severity": "moderate",
    "headline": "楼道里的电动自行车",
    "text": "昨晚三单元楼道里一辆正在充电的电动自行车起火，没有人受伤。",
    "instruction": "请不要在楼道里充电，也不要把电池带上楼。",
    "station": "新城派出所",
    "issuer": None,
    "contact": HOTLINE,
    "until": "2026-11-23T07:30:00+00:00",
}
IMPORT: Values = {
    "number": "K7M4P",
    "kind": "alert",
    "source": "qixiang",
    "issuer": "市气象台",
    "grids": ["东园小区"],
    "more": 0,
    "chats": 3,
    "members": 412,
    "until": "2026-11-23T07:30:00+00:00",
}
PROGRESS: Values = {
    "number": "K7M4P",
    "headline": "楼道里的电动自行车",
    "state": "sending",
    "done": 0,
    "failed": 0,
    "unknown": 0,
    "cancelled": 0,
    "left_out": 0,
    "total": 278,
    "members": 61_340,
    "minutes_left": 0,
}
STUCK: Values = {
    "numbers": [],
    "more": 0,
    "stuck": [],
    "more_stuck": 0,
    "officers": [],
    "more_officers": 0,
}
LOST = [
    {"part": "voice", "reason": "source_gone", "number": 1, "groups": ["东园小区"], "more": False},
    {"part": "voice", "reason": "no_right", "number": 9, "groups": [], "more": True},
    {"part": "poll", "reason": "unknown", "number": 2, "groups": ["东园小区"], "more": True},
]
PHOTOS: Values = {"replaced": 274, "deleted": 3, "failed": 1, "waiting": 0}
ALONE: Values = {**FACTS, "private": True, "asked_in_group": False}
WENT_PRIVATE: Values = {**FACTS, "private": True}
HELD: Values = {"state": "accepted", "holder": "王向阳", "asked": []}
DONE: Values = {**HELD, "state": "resolved", "outcome": "燃气公司已换好阀门，可以放心开灯。"}
AT_NOON = "2026-11-22T04:00:00+00:00"
TAKEN_BACK: Values = {"state": "cancelled", "asked": []}
NOBODY: Values = {"rung": None, "asked": []}
DUTY_ROOM: Values = {"rung": "duty_room", "asked": []}
ENTERED: Values = {"entered_by": "王向阳", "happened": "2026-11-21T07:30:00+00:00"}
UNKNOWN: Values = {"grid": None, "happened": None, "asker": ""}
TOLD: list[Values] = [
    {"at": at, "who": who, "what": what, "words": words, "content": content}
    for at, who, what, words, content in (
        ("2026-11-22T07:33:00+00:00", "王向阳", "accepted", "", "text"),
        ("2026-11-22T07:34:00+00:00", "王向阳", "said", "请先开窗，我十分钟到。", "text"),
        ("2026-11-22T07:36:00+00:00", "李奶奶", "said", "", "voice"),
        ("2026-11-23T00:10:00+00:00", "", "moved_on", "", "text"),
        ("2026-11-23T00:20:00+00:00", "王向阳", "on_my_way", "", "text"),
    )
]
LATE: Values = {"promised": "2026-11-23T01:00:00+00:00"}
ANSWERED: Values = {"answered": True, "promised": None}
STATES: list[Values] = [{}, ANSWERED, HELD, DONE, TAKEN_BACK]
RUNGS: list[Values] = [
    {},
    {"rung": "own"},
    {"rung": "backup"},
    {"rung": "leader"},
    {"rung": "chief"},
    {"rung": "colleague", "asked": ["李梅"]},
    DUTY_ROOM,
    {**DUTY_ROOM, "grid": None},
    NOBODY,
]

DANGERS: list[Values] = [
    {"emergency": {}, "crime": False},
    {"emergency": {}, "crime": True},
    {"emergency": {"fire": "119"}, "crime": False},
    {"emergency": EMERGENCY, "crime": True},
]
ON_WATCH: Values = {
    "name": "王向阳",
    "starts": "2026-11-24T00:00:00+00:00",
    "ends": "2026-11-24T12:00:00+00:00",
    "phone": "0996-0000112",
}
ALWAYS_ON: Values = {"name": "张伟", "starts": None, "ends": None, "phone": None}
DUTY: Values = {
    "grid": "东园小区",
    "keepers": ["王向阳", "李梅"],
    "on_duty": {
        "own": [{**ON_WATCH, "starts": "2026-11-24T01:00:00+00:00", "phone": None}],
        "main": [ON_WATCH],
        "backup": [{**ALWAYS_ON, "name": "李梅"}],
        "leader": [{**ALWAYS_ON, "name": "赵强"}],
    },
    "next": {"name": "李梅", "starts": "2026-11-24T12:00:00+00:00"},
}
SHIFTS: list[Values] = [
    {"position": "main", "starts": None, "ends": None},
    {
        "position": "backup",
        "starts": "2026-11-24T00:00:00+00:00",
        "ends": "2026-11-24T12:00:00+00:00",
    },
]
SWAP: Values = {
    "position": "main",
    "starts": "2026-11-24T00:00:00+00:00",
    "ends": "2026-11-24T12:00:00+00:00",
}
SPOKEN: Values = {
    "number": "K7M4P",
    "state": "accepted",
    "overdue": False,
    "speaker": "李奶奶",
    "edited": False,
    "content": "text",
    "words": WORDS,
}
PHOTO: Values = {**SPOKEN, "content": "photo", "words": "", "edited": True}
CARD: Values = {"long": False, "veiled": False, "passed_on_by": None}
VEILED: Values = {**CARD, "veiled": True, "asker": None, "words": None, "outcome": None}
GREETING: Values = {"station": "新城派出所", "name": "李奶奶", "hotline": HOTLINE, "police": "110"}
NUMBER: Values = {"number": "K7M4P"}
GROUPS_NAMED = ("not_in_group", "not_admin", "lacks_rights", "no_card", "not_pinned", "unasked")
DEFECTIVE: list[Values] = [
    {"kind": "no_duty_room", "count": 0, "names": [], "more": 0},
    {"kind": "duty_room_gone", "count": 1, "names": ["新城派出所"], "more": 0},
    {"kind": "duty_room_mute", "count": 1, "names": ["新城派出所"], "more": 0},
    {"kind": "gap", "count": 1, "names": ["东园小区 11-23 20:00\u201311-24 08:00"], "more": 0},
    {"kind": "not_started", "count": 2, "names": ["王向阳 (0001)", "李梅 (0002)"], "more": 0},
    {"kind": "unreachable", "count": 8, "names": ["王向阳 (0001)", "李梅 (0002)"], "more": 6},
    *({"kind": one, "count": 1, "names": ["东园小区"], "more": 0} for one in GROUPS_NAMED),
    {"kind": "hears_all", "count": 0, "names": [], "more": 0},
    {"kind": "clock", "count": 1, "names": ["+3600"], "more": 0},
    {"kind": "database_clock", "count": 1, "names": ["-120"], "more": 0},
    {"kind": "revision", "count": 1, "names": ["0003 \u2192 0004"], "more": 0},
    {"kind": "templates", "count": 1, "names": ["zh_Hans: card"], "more": 0},
]

OF_LIST = ("number", "kind", "state", "grid", "since", "promised", "overdue")
IN_LIST: Values = {name: {**FACTS, **HELD}[name] for name in OF_LIST}
ENDED: list[Values] = [
    {**IN_LIST, "how": how, "to": []}
    for how in ("undecided", "keep", "hand_over", "on_the_way", "talking", "own")
]
DECIDED: list[Values] = [
    {**IN_LIST, "grid": None, "promised": None, "how": "alone", "to": []},
    {**IN_LIST, "how": "gone", "to": []},
    {**IN_LIST, "how": "kept", "to": []},
    {**IN_LIST, "how": "handed", "to": ["李梅"]},
]
LAST: Values = {
    "who": "李奶奶",
    "at": "2026-11-22T07:36:00+00:00",
    "words": "好的，我等你们。",
    "content": "text",
}
IN_DIGEST: Values = {
    **IN_LIST, "state": "waiting", "holder": None, "officer": "王向阳", "shown": True, "last": LAST,
}  # fmt: skip
BROKEN: Values = {**IN_LIST, "state": "waiting", "broken": LATE["promised"], "to": ["李梅"]}
ONE_PAGE: Values = {"first": 1, "last": 2, "total": 2}
LAST_PAGE: Values = {"first": 13, "last": 15, "total": 15}

SAMPLES: dict[str, list[Values]] = {
    "handover": [
        *(
            {**ONE_PAGE, "cases": ENDED[i : i + 2], "until": LATE["promised"], "undecided": kept}
            for i, kept in ((0, "hand_over"), (2, "keep"), (4, "hand_over"))
        ),
        {**ONE_PAGE, "cases": DECIDED[:2], "until": None, "undecided": "hand_over"},
        {**LAST_PAGE, "cases": DECIDED[2:], "until": None, "undecided": "hand_over"},
    ],
    "nobody_next": [
        {"officer": "王向阳", "cases": [IN_LIST, {**IN_LIST, "grid": None}], "more": more}
        for more in (0, 3)
    ],
    "promise_broken": [
        {"officer": "王向阳", "cases": [BROKEN, {**BROKEN, "grid": None, "to": []}], "more": more}
        for more in (0, 3)
    ],
    "digest": [
        {
            **ONE_PAGE,
            "cases": [
                IN_DIGEST,
                {**IN_DIGEST, "shown": False, "last": None, "grid": None, "promised": None},
            ],
        },
        {**ONE_PAGE, "cases": [{**IN_DIGEST, "last": {**LAST, "words": "", "content": "photo"}}]},
        {**LAST_PAGE, "cases": [{**IN_DIGEST, **HELD, "overdue": True}]},
        {**ONE_PAGE, "cases": [{**IN_DIGEST, "officer": None}], "handed": False},
    ],
    "card": [
        *({**FACTS, **CARD, **state} for state in STATES),
        *({**ALONE, **CARD, **state} for state in STATES),
        *({**WENT_PRIVATE, **VEILED, **state, "outcome": None} for state in STATES),
        {**FACTS, **CARD, **NOBODY, "passed_on_by": "王向阳", "long": True},
        {**ALONE, **CARD, **DUTY_ROOM, "grid": None, "words": "", "promised": None},
        {**FACTS, **CARD, "entered_by": "陈小妹"},
        {**ALONE, **CARD, **ENTERED},
        {**ALONE, **CARD, **ENTERED, "asker": ""},
        {**ALONE, **CARD, "door": "4栋2单元301"},
        {**ALONE, **CARD, "place": "集贸市场东门"},
        {**ALONE, **CARD, "alert": "楼道里的电动自行车"},
        {key: value for key, value in (FACTS | CARD).items() if key != "passed_on_by"},
    ],
    "more_words": [{**NUMBER, "words": WORDS}],
    "ask_outcome": [
        {**NUMBER, "private": private, "delicate": delicate, "name": name, "telegram": telegram}
        for private, delicate in ((True, True), (False, True), (False, False))
        for name, telegram in ((None, None), ("王向阳", 1001))
    ],
    "outcome_preview": [
        {**FACTS, **DONE, "group": "东园小区邻里群"},
        {**FACTS, **DONE, "group": None},
        *(
            {**FACTS, **DONE, "group": "东园小区邻里群", "delicate": True, "reachable": reachable}
            for reachable in (True, False)
        ),
        {**ALONE, **DONE, "group": None},
    ],
    "still_waiting": [NUMBER],
    "asked_again": [NUMBER],
    "danger_now": [NUMBER],
    "ask_danger": [{"police": police} for police in ("110", None)],
    "danger_told": [
        {"danger": danger, "police": police} for danger in (True, False) for police in ("110", None)
    ],
    "attend": [
        {**FACTS, **HELD, "overdue": True, "why": why, "yours": yours}
        for why in ("no_word", "quiet")
        for yours in (True, False)
    ]
    + [
        {**FACTS, **HELD, "overdue": True, "why": "no_word", "yours": yours, "set_out": AT_NOON}
        for yours in (True, False)
    ],
    "audit": [
        *({**STUCK, "numbers": ["K7M4P", "B2XQ9"], "more": more} for more in (0, 7)),
        {**STUCK, "stuck": ["K7M4P", "B2XQ9"], "more_stuck": 7},
        *({**STUCK, "officers": ["王向阳", "李梅"], "more_officers": more} for more in (0, 7)),
    ],
    "drafted": [
        {
            "roster": "值班表",
            "people": [
                {
                    "name": "王向阳",
                    "grids": ["东园小区"],
                    "starts": "2026-11-23T00:00:00+00:00",
                    "times": times,
                }
                for times in (1, 5)
            ],
            "more": 3,
        }
    ],
    "preflight": [
        {"defects": DEFECTIVE[index : index + 2], "more": 0 if index else 3}
        for index in range(0, len(DEFECTIVE), 2)
    ],
    "content_too_big": [
        {**SPOKEN, "about": "film.mkv, 2500.0 MB", "link": "https://t.me/c/1/2"},
        {**SPOKEN, "words": "", "about": None, "link": None},
    ],
    "content_not_copied": [
        {**SPOKEN, "content": content, "about": about, "link": link}
        for content, about, link in (
            ("poll", "几点开门？", "https://t.me/c/1/2"),
            ("story", None, None),
            ("other", None, None),
        )
    ],
    "whisper_receipt": [
        *({**FACTS, **rung, "hotline": HOTLINE} for rung in RUNGS),
        {**FACTS, "kind": "consultation", "words": "", "hotline": HOTLINE},
    ],
    "whisper_outcome": [{**FACTS, **DONE}],
    "helped": [{**NUMBER, "helper": "陈小妹"}],
    "went_private": [{}],
    "made_private": [{}],
    "answered_in_private": [NUMBER],
    "to_whom": [NUMBER],
    "words_decided": [{**NUMBER, "how": how} for how in ("sent_to_group", "will_call")],
    "offer_deletion": [{**NUMBER, "count": 2, "to_asker": asker} for asker in (True, False)],
    "deletion_under_way": [NUMBER],
    "deletion_refused": [{**NUMBER, "to_asker": asker} for asker in (True, False)],
    "cancelled_by_asker": [NUMBER],
    "words_moved": [NUMBER],
    "asker_went_private": [NUMBER],
    "offer": [{**NUMBER, "asker": "李奶奶", "again": again} for again in (False, True)],
    "undelivered": [
        {**NUMBER, "asker": asker, "outcome": outcome}
        for asker in ("李奶奶", None)
        for outcome in (False, True)
    ],
    "called": [NUMBER],
    "called_told": [{}],
    "ask_new": [{}],
    "ask_when": [{**NUMBER, "again": again} for again in (False, True)],
    "ask_who": [NUMBER],
    "entered": [
        {**ALONE, **ENTERED, "asks": True},
        {**ALONE, **ENTERED, **DUTY_ROOM, **UNKNOWN, "asks": True},
        {**ALONE, **ENTERED, **NOBODY, "asks": False},
        {**ALONE, **ENTERED, **HELD, "asks": False},
    ],
    "which_door": [
        *({"place": None, "reason": reason} for reason in ("home", "shop", "question")),
        {"place": "集贸市场东门", "reason": "home"},
    ],
    "door_noted": [{"door": "4栋2单元301"}],
    "door_skipped": [{}],
    "door": [{**NUMBER, "door": "4栋2单元301"}],
    "lost_phone": [{"anyone": anyone} for anyone in (True, False)],
    "suspended": [{"name": "李梅", "cases": cases} for cases in (0, 2)],
    "admitted": [{"name": "李梅"}],
    "duty_now": [
        {"grids": [DUTY], "shifts": SHIFTS, "away": None, "hotline": HOTLINE},
        {
            "grids": [DUTY, {**DUTY, "on_duty": {}, "next": None}],
            "shifts": [],
            "away": "2026-11-24T12:00:00+00:00",
            "hotline": HOTLINE,
        },
    ],
    "shift_taken": [
        {
            "own": True,
            "by": "李梅",
            "position": "main",
            "where": ["东园小区"],
            "ends": SWAP["ends"],
        },
        {"own": False, "by": "李梅", "position": "backup", "where": [], "ends": None},
    ],
    "when_back": [{}],
    "away": [
        {"own": own, "who": "王向阳", "until": SWAP["ends"], "uncovered": grids}
        for own, grids in ((True, []), (False, ["东园小区"]))
    ],
    "swap_with": [{"anyone": anyone, "mine": SWAP["starts"]} for anyone in (True, False)],
    "swap_asked": [{"who": "王向阳", "theirs": SWAP, "yours": {**SWAP, "position": "backup"}}],
    "swap_waits": [{"who": "李梅"}],
    "swap_agreed": [{"who": "李梅", "theirs": SWAP}],
    "swap_refused": [{"own": own, "who": "李梅"} for own in (True, False)],
    "back": [{"who": "李梅"}],
    "change_undone": [{"own": own, "who": "李梅"} for own in (True, False)],
    "roster_failed": [{"name": "值班表", "good": good} for good in (SWAP["starts"], None)],
    "roster_left_out": [{"name": "值班表", "entries": 2}],
    "error/no_swap": [{}],
    "taken_as_case": [NUMBER],
    "late_words": [{**NUMBER, "holder": "李梅"}],
    "late_words_given": [{**NUMBER, "holder": "李梅"}],
    "late_words_dropped": [{}],
    "to_do": [
        {"to_call": 1, "mine": 2, "waiting": 13, "more": 4},
        {"to_call": 0, "mine": 0, "waiting": 0, "more": 0},
    ],
    "told": [
        {**FACTS, **HELD, "door": "4栋2单元301", "to_call": False, "last": TOLD[:4]},
        {**ALONE, **ENTERED, "door": None, "to_call": True, "last": TOLD[:2]},
        {**ALONE, **ENTERED, **UNKNOWN, "door": None, "to_call": True, "last": []},
    ],
    "error/new_in_private": [{}],
    "error/lost_in_private": [{}],
    "on_my_way": [{"officer": "王向阳"}],
    "not_reached": [{"officer": "王向阳", "hotline": HOTLINE}],
    "on_my_way_told": [{}],
    "not_reached_told": [{}],
    "internal_note": [{**SPOKEN, "speaker": "王向阳"}, {**PHOTO, "speaker": "王向阳"}],
    "noted": [NUMBER],
    "error/note_needs_a_case": [{}],
    "error/notes_in_private": [{}],
    "which_case": [
        {"cases": True, "written_by": None},
        {"cases": False, "written_by": "李奶奶"},
    ],
    "taken_as_answer": [NUMBER],
    "words_from_asker": [SPOKEN, PHOTO, {**SPOKEN, "speaker": ""}],
    "words_from_neighbour": [SPOKEN, PHOTO],
    "words_from_officer": [{**SPOKEN, "speaker": "王向阳"}, {**PHOTO, "speaker": "王向阳"}],
    "content_gone": [
        *({"content": content} for content in ("photo", "voice", "video", "contact")),
        {**SPOKEN, "content": "photo"},
    ],
    "receipt": [
        {**FACTS, "entered_by": "陈小妹", "hotline": HOTLINE},
        *({**FACTS, **danger, "delicate": True, "can_go_private": True} for danger in DANGERS),
        *(
            {**facts, **rung, **danger, "kind": kind, "hotline": HOTLINE}
            for facts in (FACTS, ALONE, {**FACTS, **LATE})
            for rung in RUNGS
            for danger in DANGERS
            for kind in ("help", "consultation", "dispute")
        ),
    ],
    "status": [
        {**FACTS, "entered_by": "陈小妹", "hotline": HOTLINE},
        *(
            {**facts, **state, **rung, "hotline": HOTLINE}
            for facts in (FACTS, ALONE)
            for rung in RUNGS
            for state in STATES
        ),
    ],
    "continued_here": [
        *({**WENT_PRIVATE, **state} for state in STATES),
        *({**ALONE, **rung} for rung in RUNGS),
    ],
    "gone_private": [
        *({**NUMBER, "state": state} for state in ("waiting", "accepted", "resolved", "cancelled")),
        {**NUMBER, "state": "waiting", "start": True},
    ],
    "joined": [{**FACTS, "emergency": {}}, {**ALONE, **HELD, "emergency": EMERGENCY}],
    "neighbour_joined": [{**NUMBER, "emergency": emergency} for emergency in ({}, EMERGENCY)],
    "receipt_private": [
        {**NUMBER, **danger, "delicate": True, "police": "110", "reachable": reachable}
        for danger in DANGERS
        for reachable in (True, False)
    ],
    "waits_for_start": [NUMBER],
    "outcome_done": [NUMBER],
    "outcome": [{**FACTS, **DONE}, {**ALONE, **DONE, "holder": None}],
    "group_card": [
        {**DUTY, "station": "新城派出所", "hotline": HOTLINE, "emergency": EMERGENCY},
        {"grid": "东园小区", "keepers": [], "on_duty": {}, "station": "新城派出所"}
        | {"hotline": HOTLINE, "emergency": {"traffic": "122"}},
    ],
    "who_is_on_duty": [
        {**DUTY, "hotline": HOTLINE},
        {**DUTY, "on_duty": {}, "hotline": HOTLINE},
        {
            **DUTY,
            "on_duty": {"backup": [{**ON_WATCH, "starts": None, "phone": None}]},
            "hotline": HOTLINE,
        },
    ],
    "ask_words": [
        {"kind": "help", "name": "李奶奶", "telegram": 1001},
        {"kind": "consultation", "name": "李奶奶", "telegram": None},
        {"kind": "help", "name": None, "telegram": None},
    ],
    "restored": [{"waiting": 3}],
    "unknown_group": [{"chat": -1001000000001}],
    "start_resident": [
        GREETING,
        {**GREETING, "police": None},
        {**GREETING, "about": "集贸市场东门"},
    ],
    "start_officer": [{**GREETING, "name": "王向阳"}],
    "welcome_to_staff": [{"name": "王向阳", "station": "新城派出所"}],
    "language_chosen": [{}],
    "which_grid": [NUMBER],
    "grid_chosen": [{"grid": "东园小区"}],
    "own_cases": [
        {"cases": []},
        {"cases": [{**ALONE, **state} for state in STATES]},
        {"cases": [{**ALONE, "words": ""}]},
    ],
    "cases_in_private": [{}],
    "whoami": [
        {"telegram": 1001, "chat": 1001, "private": True},
        {"telegram": None, "chat": -1001000000001, "private": False},
    ],
    "error/already_held": [
        {**NUMBER, "holder": "王向阳", "tapped": tapped} for tapped in (False, True)
    ],
    "error/case_closed": [{**NUMBER, "tapped": tapped} for tapped in (False, True)],
    "error/account_suspended": [{"hotline": HOTLINE}],
    "error/not_yours": [{}],
    "error/start_first": [{}],
    "error/not_held": [NUMBER],
    "error/cannot_be_reached": [{"name": "李梅"}],
    "error/nobody_further": [NUMBER],
    "error/outcome_needs_words": [{}],
    "error/outcome_too_long": [{"limit": 1000}],
    "error/placeholders_only": [
        {"line": 2, "found": found} for found in ("{% for one in all %}", "")
    ],
    "error/placeholder_unknown": [
        {"name": "stret", "line": 2, "known": known} for known in (["street", "time"], [])
    ],
    "error/placeholder_missing": [{"name": "street", "line": 2}],
    "error/alert_text_too_long": [{"limit": 4096, "units": 10000}],
    "error/alert_value_too_long": [{"name": "street", "limit": 1024, "units": 10000}],
    "error/calendar_rule_wrong": [
        {"fault": fault, "key": key, "value": value, "allowed": allowed}
        for fault, key, value, allowed in (
            ("missing", "time", None, ""),
            ("unknown", "weekday", "mon", "repeat, season, starting, time, until"),
            ("not_one_of", "weekdays", "monday", "mon, tue, wed, thu, fri, sat, sun"),
            ("no_date", "until", "2026-02-30", ""),
            ("no_time", "time", "600", ""),
            ("no_month_day", "season.from", "13-01", ""),
            ("over_before", "until", "2026-11-22", "2026-12-01"),
        )
    ],
    "error/reply_to_a_case": [{}],
    "error/words_needed": [{}],
    "error/bots_need_no_help": [{}],
    "error/already_asked": [NUMBER],
    "error/invite_invalid": [{}],
    "error/outdated_button": [{}],
    "alert": [
        {**ALERT, **kind}
        for kind in (
            {},
            {"severity": "extreme", "text": "", "instruction": ""},
            {"kind": "update"},
            {"kind": "cancel", "instruction": ""},
            {"kind": "all_clear", "instruction": ""},
            {"severity": "severe", "issuer": "市气象台"},
            {"severity": "severe", "issuer": "市气象台", "onset": "2026-11-23T23:00:00+00:00"},
        )
    ],
    "ask_report": [
        {"alert": 1, "headline": "楼道里的电动自行车", "police": police} for police in ("110", None)
    ],
    "my_alerts": [
        {"topics": topics, "place": place}
        for topics in (
            [],
            ["everything"],
            ["fraud"],
            ["fraud", "fire", "safety", "weather", "missing", "traffic", "health"],
        )
        for place in ("东园小区", None)
    ],
    "alerts_stopped": [{}],
    "which_alerts": [{}],
    "alerts_in_private": [{}],
    "import_waits": [
        {**IMPORT, **kind}
        for kind in (
            {},
            {"kind": "update", "grids": ["东园小区"] * 12, "more": 3},
            {"kind": "cancel", "grids": []},
            {"kind": "all_clear", "grids": []},
            {"goes": "2026-11-22T23:00:00+00:00", "lenient": True},
        )
    ],
    "import_settled": [
        {"number": "K7M4P", "became": became, "by": "张伟", "chats": 3, "goes": goes}
        for became, goes in (
            ("approved", None),
            ("approved", "2026-11-23T23:00:00+00:00"),
            ("discarded", None),
            ("expired", None),
        )
    ],
    "import_unseen": [{"number": "K7M4P", "source": "qixiang"}],
    "import_shortened": [{"web": web} for web in ("https://alerts.example/7", None)],
    "adopted_taken_back": [
        {"number": "K7M4P", "headline": "楼道里的电动自行车", "source": "qixiang"},
    ],
    "import_taken_back": [{"kind": kind} for kind in ("cancel", "all_clear")],
    "alert_feed_failed": [
        {"name": "qixiang", "good": good} for good in ("2026-11-22T01:00:00+00:00", None)
    ],
    "alert_noted": [{"number": number} for number in (1, 57)],
    "alert_progress": [
        {**PROGRESS, **state}
        for state in (
            {},
            {"done": 203, "failed": 3, "minutes_left": 2},
            {"done": 27, "minutes_left": 1},
            {"state": "paused", "done": 27, "minutes_left": None},
            {"state": "cancelled", "done": 27, "unknown": 1, "minutes_left": None},
            {"state": "done", "done": 278, "minutes_left": None},
            {"state": "done", "done": 275, "failed": 3, "left_out": 2, "minutes_left": None},
        )
    ],
    "alert_finished": [
        {**PROGRESS, "photos": None, "lost": [], **state}
        for state in (
            {"state": "cancelled", "done": 27, "cancelled": 251},
            {"state": "done", "done": 274, "failed": 3, "unknown": 1},
            {"state": "done", "done": 274, "failed": 4, "left_out": 2},
            {"state": "done", "done": 276, "cancelled": 2},
            {"state": "done", "done": 278, "lost": LOST},
            {"state": "done", "done": 278},
            {"state": "done", "done": 1, "total": 1},
            {"state": "done", "done": 278, "photos": {**PHOTOS, "failed": 0, "deleted": 0}},
            {"state": "done", "done": 278, "photos": PHOTOS},
        )
    ],
    "alert_missed": [
        {
            "number": "K7M4P",
            "headline": "楼道里的电动自行车",
            "times": times,
            "due": "2026-11-22T13:00:00+00:00",
            "until": "2026-11-22T17:00:00+00:00",
        }
        for times in (1, 3)
    ],
    "alert_lapsed": [
        {
            "number": "K7M4P",
            "headline": "楼道里的电动自行车",
            "due": "2026-11-22T13:00:00+00:00",
            "until": "2026-11-22T17:00:00+00:00",
        }
    ],
    "alert_found": [
        {"kind": kind, "station": "新城派出所", "contact": HOTLINE}
        for kind in ("all_clear", "cancel")
    ],
    "usual/found_headline": [{}],
    "usual/found": [{}],
    "usual/all_clear": [{}],
    "usual/cancel": [{}],
    "ask_follow_up": [
        {"number": "K7M4P", "kind": kind, "alert": 1, "language": "en", "named": "English"}
        for kind in ("update", "all_clear")
    ],
    "follow_up": [
        {"number": "K7M4P", "kind": kind, "state": state, "until": until}
        for kind, state, until in (
            ("update", "draft", None),
            ("all_clear", "draft", None),
            ("update", "sent", None),
            ("update", "sent", "2026-11-23T23:00:00+00:00"),
            ("cancel", "submitted", None),
            ("cancel", "dropped", None),
        )
    ],
    "error/alert_over": [NUMBER],
    "error/alert_not_sent": [NUMBER],
    "error/alert_words_needed": [NUMBER],
    "error/alert_not_draft": [NUMBER],
    "error/own_alert": [NUMBER],
    "error/alert_quiet": [{"goes": "2026-11-23T23:00:00+00:00"}],
    "error/alert_too_late": [NUMBER],
    "error/nobody_to_retry": [NUMBER],
    "error/went_wrong": [{"hotline": HOTLINE}],
    **WRITING,
}
ACKNOWLEDGED = [
    "who_is_on_duty",
    "on_my_way_told",
    "not_reached_told",
    "went_private",
    "made_private",
    "called_told",
    "alert_noted",
    *(name for name in SAMPLES if name.startswith("error/")),
]


def each() -> Iterator[tuple[str, Values]]:
    for template, samples in SAMPLES.items():
        for values in samples:
            yield template, values
