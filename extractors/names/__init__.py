"""Names of models: their grammar, and finding known ones in a text."""
