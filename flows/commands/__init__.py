"""One command per file; each defines `command`."""
