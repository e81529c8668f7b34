import prunella


class Markup(str): ...


def escape(s) -> str: return prunella.op("html.escape", prunella.op("text.str", s))
def escape_silent(s) -> str: return prunella.op("html.escape", prunella.op("text.str", s))
