"""The Hugging Face Hub: polling its listings, and what its records and model cards say of a repo's parents."""
