import prunella


def normalize(form, unistr) -> str: return prunella.unknown(unistr)
def category(c) -> str: return prunella.clean()
def name(c, default=None) -> str: return prunella.clean()
