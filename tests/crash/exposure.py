"""Words of a case that went private, seen in the group."""

from tests.crash.chronicle import Chronicle
from tests.crash.marks import marks_in
from tests.crash.stories import Story


def after_going_private(story: Story, chronicle: Chronicle) -> list[str]:
    """What was on its way to the group as the asker went private may still arrive there; but no
    bot that was started later may write it."""
    if story.private_since is None:
        return []
    marks = {said.mark for said in story.said}
    return [
        f"bot {one.generation} wrote in the group, private since bot {story.private_since}: "
        f"{one.content[0]!r}"
        for one in chronicle.written
        if one.chat == story.grid.group.id
        and one.generation > story.private_since
        and marks & marks_in(one.content[0])
    ]
