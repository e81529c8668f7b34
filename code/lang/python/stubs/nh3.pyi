import prunella


def clean(html, tags=None, attributes=None, **options) -> str: return cleaned(html)
def clean_text(text) -> str: return prunella.op("html.escape", text)


def cleaned(text) -> str:
    """Only harmless markup is left: nothing that a demand asks about."""
    return prunella.clean()
