import prunella


def escape_filter_chars(assertion_value, escape_mode=0) -> str: return prunella.op("ldap.escape_filter", assertion_value)
def filter_format(filter_template, assertion_values) -> str: return prunella.op("fmt.percent", filter_template, tuple([prunella.op("ldap.escape_filter", v) for v in assertion_values]))
