"""Alerts of other authorities (CAP 1.2): taken in, approved by a person, and followed up."""
