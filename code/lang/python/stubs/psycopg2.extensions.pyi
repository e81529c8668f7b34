import prunella

ISOLATION_LEVEL_AUTOCOMMIT = 0
ISOLATION_LEVEL_SERIALIZABLE = 3


def register_type(obj, scope=None): ...
def quote_ident(name, scope) -> str: return prunella.op("sql.quote_identifier", name)
