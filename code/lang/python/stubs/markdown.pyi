import prunella


def markdown(text, extensions=[], **options) -> str: return prunella.unknown(text)
class Markdown:
    def __init__(self, **options): ...
    def convert(self, source) -> str: return prunella.unknown(source)
