"""SQLAlchemy mapped classes with their small rules."""
