"""What is known: the schema, loading, resolving names, quadrants and the curated catalogue."""
