import prunella


def fromstring(text, parser=None, **options): return prunella.unknown(text)
def parse(source, parser=None, **options): return prunella.unknown(source)
