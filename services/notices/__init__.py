"""What Doorstep says: one function and one template (locales/templates) per message."""
