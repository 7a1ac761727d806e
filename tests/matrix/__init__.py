"""Who may do what: every button, link and form, by every kind of person, in every state of a case,
against the tables in docs/permissions.md."""
