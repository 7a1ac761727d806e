"""The command line's commands: each opens the database, does its work, and prints."""
