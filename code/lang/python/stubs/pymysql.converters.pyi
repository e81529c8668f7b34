import prunella


def escape_string(value, mapping=None) -> str: return prunella.op("sql.escape_mysql", value)
def escape_item(val, charset, mapping=None) -> str: return "'" + prunella.op("sql.escape_mysql", f"{val}") + "'"
