"""The main job: the station and its people, cases and their story, the journal, the outbox."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite makes a rowid only for a column declared INTEGER.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Foreign keys are checked at the commit: rows come in no particular order.
LATE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("bot_id", BIG, nullable=False),
        sa.Column("update_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("update_type", sa.Text()),
        sa.Column("raw", sa.LargeBinary()),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sa.UniqueConstraint("bot_id", "update_id", name=op.f("uq_journal_bot_id")),
    )
    op.create_index("ix_journal_at", "journal", ["at"])
    op.create_index(
        "ix_journal_kept",
        "journal",
        ["bot_id"],
        sqlite_where=sa.text("raw IS NOT NULL"),
        postgresql_where=sa.text("raw IS NOT NULL"),
    )

    op.create_table(
        "leadership",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("bot_id", BIG, nullable=False),
        sa.Column("epoch", BIG, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("polled_at", MOMENT),
        sa.Column("frozen_up_to", BIG),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leadership")),
        sa.UniqueConstraint("bot_id", name=op.f("uq_leadership_bot_id")),
    )
    op.create_table(
        "outage",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("bot_id", BIG, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage")),
    )
    op.create_index(op.f("ix_outage_bot_id"), "outage", ["bot_id"])
    op.create_table(
        "station",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("bot_id", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("hotline", sa.Text(), nullable=False),
        sa.Column("emergency", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("promise_minutes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("keep_files", sa.JSON(none_as_null=True)),
        sa.Column("full_names", sa.Boolean(), nullable=False),
        sa.Column("revision", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
        sa.UniqueConstraint("bot_id", name=op.f("uq_station_bot_id")),
    )
    op.create_table(
        "chat_group",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("awaits_card", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_chat_group_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_group")),
    )
    op.create_index(op.f("ix_chat_group_station_id"), "chat_group", ["station_id"])

    op.create_table(
        "area",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_area_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("station_id", "code", name=op.f("uq_area_station_id")),
    )
    op.create_table(
        "grid",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("area_id", BIG),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_grid_area_id_area"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_grid_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid")),
        sa.UniqueConstraint("station_id", "code", name=op.f("uq_grid_station_id")),
    )
    op.create_table(
        "public_place",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("grid_id", BIG, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_public_place_grid_id_grid"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_public_place_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_place")),
        sa.UniqueConstraint("station_id", "code", name=op.f("uq_public_place_station_id")),
    )
    op.create_table(
        "group_grid",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("grid_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_group_grid_grid_id_grid"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["chat_group.id"], name=op.f("fk_group_grid_group_id_chat_group"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_grid")),
        sa.UniqueConstraint("group_id", "grid_id", name=op.f("uq_group_grid_group_id")),
    )
    op.create_index(op.f("ix_group_grid_grid_id"), "group_grid", ["grid_id"])

    op.create_table(
        "person",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("shown_as", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("badge", sa.Text()),
        sa.Column("roles", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("grid_id", BIG),
        sa.Column("door", sa.Text()),
        sa.Column("informed_at", MOMENT),
        sa.Column("visit", sa.Text()),
        sa.Column("visited_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_person_grid_id_grid"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_person_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("station_id", "badge", name=op.f("uq_person_station_id")),
    )
    op.create_table(
        "address",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("external_id", BIG, nullable=False),
        sa.Column("username", sa.Text()),
        sa.Column("person_id", BIG),
        sa.Column("group_id", BIG),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("paused_until", MOMENT),
        sa.Column("moved_to_id", BIG),
        sa.ForeignKeyConstraint(
            ["group_id"], ["chat_group.id"], name=op.f("fk_address_group_id_chat_group"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["moved_to_id"], ["address.id"], name=op.f("fk_address_moved_to_id_address"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_address_person_id_person"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_address_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
        sa.UniqueConstraint(
            "station_id", "channel", "external_id", name=op.f("uq_address_station_id")
        ),
    )
    op.create_index(op.f("ix_address_group_id"), "address", ["group_id"])
    op.create_index(op.f("ix_address_person_id"), "address", ["person_id"])
    op.create_index(op.f("ix_address_username"), "address", ["username"])

    op.create_table(
        "doorstep_case",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("privacy", sa.String(20), nullable=False),
        sa.Column("grid_id", BIG),
        sa.Column("place_id", BIG),
        sa.Column("group_id", BIG),
        sa.Column("thread_id", BIG),
        sa.Column("request_id", BIG),
        sa.Column("asker_id", BIG),
        sa.Column("asker_name", sa.Text(), nullable=False),
        sa.Column("entered_by_id", BIG),
        sa.Column("holder_id", BIG),
        sa.Column("rung", sa.Text()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("door", sa.Text()),
        sa.Column("outcome", sa.Text()),
        sa.Column("happened_at", MOMENT),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("promised_at", MOMENT),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.Column("joined_at", MOMENT),
        sa.Column("to_call_at", MOMENT),
        sa.Column("closed_at", MOMENT),
        sa.Column("version", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["asker_id"], ["person.id"], name=op.f("fk_doorstep_case_asker_id_person"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["person.id"],
            name=op.f("fk_doorstep_case_entered_by_id_person"),
            **LATE,
        ),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_doorstep_case_grid_id_grid"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["chat_group.id"],
            name=op.f("fk_doorstep_case_group_id_chat_group"),
            **LATE,
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["person.id"], name=op.f("fk_doorstep_case_holder_id_person"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["public_place.id"],
            name=op.f("fk_doorstep_case_place_id_public_place"),
            **LATE,
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_doorstep_case_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doorstep_case")),
        sa.UniqueConstraint("station_id", "number", name=op.f("uq_doorstep_case_station_id")),
    )
    op.create_index("ix_case_asker_state", "doorstep_case", ["asker_id", "state"])
    op.create_index("ix_case_station_state", "doorstep_case", ["station_id", "state", "opened_at"])
    op.create_index(op.f("ix_doorstep_case_holder_id"), "doorstep_case", ["holder_id"])

    op.create_table(
        "suspension",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("address_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("lifted_at", MOMENT),
        sa.Column("lifted_by_id", BIG),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_suspension_address_id_address"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_suspension_by_id_person"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["person.id"], name=op.f("fk_suspension_lifted_by_id_person"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_suspension_person_id_person"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_suspension_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    op.create_index(op.f("ix_suspension_station_id"), "suspension", ["station_id"])

    op.create_table(
        "invite",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_invite_person_id_person"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_invite_secret_hash")),
    )
    op.create_index(op.f("ix_invite_person_id"), "invite", ["person_id"])

    op.create_table(
        "person_grid",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("grid_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_person_grid_grid_id_grid"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_grid_person_id_person"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_grid")),
        sa.UniqueConstraint("person_id", "grid_id", name=op.f("uq_person_grid_person_id")),
    )
    op.create_index(op.f("ix_person_grid_grid_id"), "person_grid", ["grid_id"])

    op.create_table(
        "shift",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("position", sa.String(20), nullable=False),
        sa.Column("all_grids", sa.Boolean(), nullable=False),
        sa.Column("starts_at", MOMENT),
        sa.Column("ends_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_shift_person_id_person"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_shift_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index(op.f("ix_shift_person_id"), "shift", ["person_id"])
    op.create_index(op.f("ix_shift_station_id"), "shift", ["station_id"])

    op.create_table(
        "case_event",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("actor_id", BIG),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["person.id"], name=op.f("fk_case_event_actor_id_person"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["doorstep_case.id"],
            name=op.f("fk_case_event_case_id_doorstep_case"),
            **LATE,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    op.create_index(op.f("ix_case_event_case_id"), "case_event", ["case_id"])

    op.create_table(
        "deadline",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("exchange_id", BIG),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["doorstep_case.id"],
            name=op.f("fk_deadline_case_id_doorstep_case"),
            **LATE,
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_deadline_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    op.create_index(op.f("ix_deadline_case_id"), "deadline", ["case_id"])
    op.create_index(
        "ix_deadline_due",
        "deadline",
        ["due_at"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )

    op.create_table(
        "exchange",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("case_id", BIG),
        sa.Column("direction", sa.String(20), nullable=False),
        sa.Column("address_id", BIG, nullable=False),
        sa.Column("thread_id", BIG),
        sa.Column("message_id", BIG),
        sa.Column("person_id", BIG),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("voice", sa.String(20)),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("media", sa.JSON(none_as_null=True)),
        sa.Column("album", sa.Text()),
        sa.Column("replaces_id", BIG),
        sa.Column("purpose", sa.String(20)),
        sa.Column("operation", sa.String(20)),
        sa.Column("template", sa.Text()),
        sa.Column("values", sa.JSON(none_as_null=True)),
        sa.Column("language", sa.Text()),
        sa.Column("actions", sa.JSON(none_as_null=True)),
        sa.Column("target_id", BIG),
        sa.Column("source_id", BIG),
        sa.Column("priority", sa.SmallInteger()),
        sa.Column("not_before", MOMENT),
        sa.Column("expires_at", MOMENT),
        sa.Column("delivery", sa.String(20)),
        sa.Column("epoch", BIG),
        sa.Column("tries", BIG, nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("sent_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_exchange_address_id_address"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["doorstep_case.id"],
            name=op.f("fk_exchange_case_id_doorstep_case"),
            **LATE,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_exchange_person_id_person"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_exchange_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange")),
    )
    op.create_index(
        "ix_exchange_album",
        "exchange",
        ["album"],
        sqlite_where=sa.text("album IS NOT NULL"),
        postgresql_where=sa.text("album IS NOT NULL"),
    )
    op.create_index("ix_exchange_case", "exchange", ["case_id"])
    op.create_index("ix_exchange_place", "exchange", ["address_id", "message_id"])
    op.create_index(
        "ix_exchange_unsent",
        "exchange",
        ["station_id", "id"],
        sqlite_where=sa.text("delivery IN ('queued', 'sending')"),
        postgresql_where=sa.text("delivery IN ('queued', 'sending')"),
    )

    op.create_table(
        "kept_file",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("exchange_id", BIG, nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("tries", BIG, nullable=False),
        sa.Column("path", sa.Text()),
        sa.Column("sha256", sa.Text()),
        sa.Column("size", BIG),
        sa.Column("reason", sa.Text()),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["exchange_id"], ["exchange.id"], name=op.f("fk_kept_file_exchange_id_exchange"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_kept_file_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_file")),
        sa.UniqueConstraint("exchange_id", name=op.f("uq_kept_file_exchange_id")),
    )
    op.create_index(
        "ix_kept_file_wanted",
        "kept_file",
        ["station_id"],
        sqlite_where=sa.text("state = 'wanted'"),
        postgresql_where=sa.text("state = 'wanted'"),
    )

    op.create_table(
        "look",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("case_id", BIG, nullable=False),
        sa.Column("person_id", BIG),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["doorstep_case.id"], name=op.f("fk_look_case_id_doorstep_case"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_look_person_id_person"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
    )
    op.create_index(op.f("ix_look_case_id"), "look", ["case_id"])

    op.create_table(
        "shift_grid",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("shift_id", BIG, nullable=False),
        sa.Column("grid_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grid.id"], name=op.f("fk_shift_grid_grid_id_grid"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"],
            ["shift.id"],
            name=op.f("fk_shift_grid_shift_id_shift"),
            ondelete="CASCADE",
            **LATE,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_grid")),
        sa.UniqueConstraint("shift_id", "grid_id", name=op.f("uq_shift_grid_shift_id")),
    )
    op.create_index(op.f("ix_shift_grid_grid_id"), "shift_grid", ["grid_id"])


def downgrade() -> None:
    op.drop_table("shift_grid")
    op.drop_table("look")
    op.drop_table("kept_file")
    op.drop_table("exchange")
    op.drop_table("deadline")
    op.drop_table("case_event")
    op.drop_table("shift")
    op.drop_table("person_grid")
    op.drop_table("invite")
    op.drop_table("suspension")
    op.drop_table("doorstep_case")
    op.drop_table("address")
    op.drop_table("person")
    op.drop_table("group_grid")
    op.drop_table("public_place")
    op.drop_table("grid")
    op.drop_table("area")
    op.drop_table("chat_group")
    op.drop_table("station")
    op.drop_table("outage")
    op.drop_table("leadership")
    op.drop_table("journal")
