def dedent(text) -> str: return text
def indent(text, prefix, predicate=None) -> str: return prefix + text
def shorten(text, width, **options) -> str: return text
def wrap(text, width=70, **options) -> list: return [text]
def fill(text, width=70, **options) -> str: return text
