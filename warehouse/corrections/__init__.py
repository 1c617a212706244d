"""What the user knows better than any source: `corrections.yaml` in the home."""
