"""Curated facts: YAML that a person edits, its shape, its reader and its checks."""
