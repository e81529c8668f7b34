import prunella


def escape_filter_chars(text, encoding=None) -> str: return prunella.op("ldap.escape_filter", text)
