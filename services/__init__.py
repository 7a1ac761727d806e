"""Use cases: plain async functions on a Desk, in the field's words. They never commit."""
