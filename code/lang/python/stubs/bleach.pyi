import prunella


def clean(text, tags=None, attributes=None, protocols=None, strip=False, strip_comments=True, **options) -> str: return cleaned(text)
def linkify(text, **options) -> str: return prunella.unknown(text)


def cleaned(text) -> str:
    """Only harmless markup is left: nothing that a demand asks about."""
    return prunella.clean()
