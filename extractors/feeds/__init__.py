"""News feeds: polling them and reading their entries (RSS, RDF, Atom)."""
