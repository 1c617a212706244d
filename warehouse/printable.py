"""Texts from outside, made fit for a terminal."""


def printable(text: str) -> str:
    """Names come from outside: a control character or a direction mark must not reach a terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)
