"""When two lead names are the same company."""


def fold(name: str) -> str:
    """The name without case, width, spacing, punctuation and company form (株式会社, (株), Inc., Ltd. …); "" if nothing is left of it but then the plain casefold."""
    raise NotImplementedError
