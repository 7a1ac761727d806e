"""An alert as a file: YAML with its words, its audience and its time. See docs/how-to/alerts.md."""

from services.alert_file.reading import AlertFileError, read

__all__ = ["AlertFileError", "read"]
