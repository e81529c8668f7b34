import prunella


class SafeText:
    """Text that is declared to be HTML."""
    def __init__(self, text):
        self.text = text
    def __str__(self) -> str: return self.text
    def __html__(self) -> str: return self.text
    def __add__(self, other): return SafeText(self.text + f"{other}")


def mark_safe(s):
    if isinstance(s, SafeText):
        return s
    prunella.sink("html", s, "text/html")
    return SafeText(s)


SafeString = SafeText
SafeData = SafeText
