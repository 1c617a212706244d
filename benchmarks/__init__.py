"""Measurements against the bare engines and the obvious ways. Run `python -m benchmarks`."""
