"""Membership and rights (https://core.telegram.org/bots/api#chatmember)."""

from dataclasses import dataclass, field

from simulator.wire import JSON
from simulator.world.users import User

ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
    "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_react_to_messages",
    "can_edit_tag", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_manage_topics",
)  # fmt: skip
MEMBER_RIGHTS = ("can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics")
INSIDE = frozenset({"creator", "administrator", "member", "restricted"})


def everything_allowed() -> dict[str, bool]:
    """A group's permissions by default: all but those of an administrator."""
    return {name: name not in MEMBER_RIGHTS or name == "can_invite_users" for name in PERMISSIONS}


@dataclass(slots=True, eq=False)
class Member:
    """`rights` are what an administrator may or what a restricted member may still do."""

    user: User
    status: str = "member"
    rights: frozenset[str] = frozenset()
    is_anonymous: bool = False
    custom_title: str = ""
    reads_all: bool = True
    """Whether a bot was let in without privacy mode."""
    until: int = 0
    present: bool = field(default=True)
    """Whether a restricted one is still in the chat."""

    @property
    def is_inside(self) -> bool:
        return self.status in INSIDE and self.present

    @property
    def is_admin(self) -> bool:
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        return self.status == "creator" or right in self.rights

    def as_json(self, is_channel: bool = False) -> JSON:
        shape: JSON = {"status": self.status, "user": self.user.as_json()}
        if self.status == "creator":
            shape["is_anonymous"] = self.is_anonymous
        elif self.status == "administrator":
            names = ADMIN_RIGHTS + (CHANNEL_RIGHTS if is_channel else GROUP_RIGHTS)
            shape |= {"can_be_edited": False, "is_anonymous": self.is_anonymous}
            shape |= {name: name in self.rights for name in names}
        elif self.status == "restricted":
            shape |= {"is_member": self.present, "until_date": self.until}
            shape |= {name: name in self.rights for name in PERMISSIONS}
        elif self.status == "kicked":
            shape["until_date"] = self.until
        if self.custom_title and self.is_admin:
            shape["custom_title"] = self.custom_title
        return shape
