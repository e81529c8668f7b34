import prunella


def escape_dn_chars(s) -> str: return prunella.op("ldap.escape_dn", s)
