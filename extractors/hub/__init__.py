"""The Hugging Face Hub: its listings, and what records and cards say of a repo's parents."""
