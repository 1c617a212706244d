"""What a source says: polling, landing and reading it, and the language of release statements."""
