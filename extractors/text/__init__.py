"""The language of release statements, English and Chinese: what a text says was released, and from what."""
