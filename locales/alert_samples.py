"""Values for the messages with which an alert is written: one sample for each way to look."""

from typing import Any

Values = dict[str, Any]

CHINESE: Values = {
    "code": "zh_Hans",
    "written": True,
    "headline": "楼道里的电动自行车",
    "text": "昨晚三单元楼道里一辆正在充电的电动自行车起火，没有人受伤。",
    "instruction": "请不要在楼道里充电，也不要把电池带上楼。",
    "voice": True,
    "units": 96,
    "limit": 4096,
}
NOTHING: Values = {
    "code": "en",
    "written": False,
    "headline": "",
    "text": "",
    "instruction": "",
    "voice": False,
    "units": 0,
    "limit": 4096,
}
CALENDAR: Values = {
    "repeat": "month",
    "time": "09:00",
    "starting": None,
    "until": None,
    "season": None,
    "weekdays": [],
    "weeks": 1,
    "monthly": "workday",
    "nth": 1,
}
GOES = "2026-11-23T23:00:00+00:00"
WHOM: Values = {
    "everywhere": True,
    "areas": [],
    "grids": [],
    "kinds": [],
    "in_groups": True,
    "subscribers": True,
    "chats": 278,
    "groups": 250,
    "private": 28,
    "members": 41236,
    "uncounted": 0,
}
WHEN: Values = {"calendar": None, "at": None, "goes": None, "quiet": False}
DRAFT: Values = {
    "number": "K7M4P",
    "languages": [CHINESE, NOTHING],
    "picture": None,
    **WHOM,
    **WHEN,
    "severity": "moderate",
    "urgency": "expected",
    "certainty": "likely",
    "category": "fire",
    "holds": "1440",
    "blank": None,
    "contact": "0996-0000110",
    "lesson": False,
    "lacks": [],
    "approved": False,
}
SOME: Values = {
    "everywhere": False,
    "grids": ["东园小区"],
    "kinds": ["merchants", "school"],
    "chats": 1,
    "members": 1,
    "uncounted": 1,
}
PRIVATE: Values = {"in_groups": False, "groups": 0, "chats": 28, "members": 28}
TONIGHT: Values = {"goes": GOES, "quiet": True}
MONTHLY: Values = {"calendar": CALENDAR, "goes": GOES}
LACKS = [
    {"what": what, "language": "en"}
    for what in ("headline", "text", "language", "lesson", "nobody", "past", "never")
]
SHEETS = (
    "words", "ready", "voice", "picture", "audience",
    "when", "grade", "category", "holds", "discard",
)  # fmt: skip
WRITING: dict[str, list[Values]] = {
    "alert_home": [
        {"own": own, "others": others, "to_come": to_come, "out": out}
        for own, others, to_come, out in ((0, 0, 0, 0), (1, 1, 0, 1), (3, 0, 4, 0), (0, 2, 1, 5))
    ],
    "alert_form": [
        {**DRAFT, "sheet": "hub", **more}
        for more in (
            {"languages": [NOTHING], "lacks": LACKS[2:3]},
            {"picture": "photo", **SOME, **TONIGHT},
            {"lesson": True, "lacks": LACKS[3:4]},
            MONTHLY,
            {"lacks": LACKS[:3]},
            {"lacks": LACKS[4:]},
            PRIVATE,
        )
    ]
    + [{**DRAFT, "sheet": sheet} for sheet in SHEETS]
    + [{**DRAFT, "sheet": "picture", "picture": "photo"}]
    + [{**DRAFT, "sheet": "words", "languages": [NOTHING], "blank": "走失的人，不必写全名"}],
    "ask_blank": [
        {"alert": 1, "what": "blank", "name": "who", "label": label, "example": example}
        for label, example in (("走失的人，不必写全名", "李奶奶，78岁"),)
    ],
    "ask_alert": [
        {"alert": 1, "what": what, "said_in": said_in, "repeats": repeats}
        for what, said_in, repeats in (
            ("whole", "zh_Hans", False),
            ("headline", "en", False),
            ("text", "en", False),
            ("instruction", "en", False),
            ("voice", "en", False),
            ("contact", None, False),
            ("picture", None, False),
            ("until", None, True),
            ("sentence", None, False),
            ("moment", None, False),
            ("moment", None, True),
        )
    ],
    "alert_taken": [{}],
    "alert_preview": [
        {**DRAFT, **more, "author": author}
        for more, author in (
            ({}, None),
            ({"lacks": LACKS[2:3]}, None),
            ({**SOME, **TONIGHT}, "王向阳"),
        )
    ],
    "alert_handed_in": [
        {**DRAFT, **more, "approvers": asked}
        for more, asked in (({}, 0), (MONTHLY, 0), (TONIGHT, 1), ({}, 2))
    ],
    "alert_approved": [{**DRAFT, "by": "王向阳", "yours": yours} for yours in (True, False)],
    "alert_given_back": [
        {"number": "K7M4P", "by": "王向阳", "yours": yours} for yours in (True, False)
    ],
    "alert_discarded": [{"number": "K7M4P", "went_out": went_out} for went_out in (False, True)],
    "flash_heading": [{}],
    "lesson_heading": [
        {"kind": "help", "grid": grid, "since": GOES} for grid in ("东园小区", None)
    ],
    "lesson": [
        {"kind": "help", "grid": "东园小区", "since": GOES},
        {"kind": "consultation", "grid": None, "since": None},
    ],
    "error/alert_in_private": [{}],
    "error/alert_needs_words": [{}],
    "error/alert_needs_picture": [{}],
    "error/alert_needs_voice": [{}],
    "error/alert_needs_time": [{}],
    "error/alert_too_long": [
        {"said_in": "zh_Hans", "units": units, "limit": limit, "over": units - limit, "content": c}
        for units, limit, c in ((1100, 1024, "photo"), (4200, 4096, None))
    ],
    "error/alert_incomplete": [{"lacks": LACKS[:2]}],
    "error/nobody_approves": [{"number": "K7M4P"}],
    "error/no_lesson": [{"number": "K7M4P"}],
}
