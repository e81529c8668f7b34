import prunella


def escape_rdn(rdn) -> str: return prunella.op("ldap.escape_dn", rdn)
