import prunella


class Frame:
    def eval(self, expr, **options):
        prunella.sink("code", expr)
        return self
    def query(self, expr, **options):
        prunella.sink("code", expr)
        return self
    def to_sql(self, name, con, **options): ...
    def to_csv(self, path=None, **options): return prunella.clean()
    def to_html(self, **options) -> str: return prunella.unknown(self)
    def to_dict(self, orient="dict") -> dict: return prunella.clean()
    def to_json(self, path=None, **options) -> str: return prunella.clean()
    def __getitem__(self, key): return self
    def __setitem__(self, key, value): ...
    def head(self, n=5): return self
    def iterrows(self): return [(prunella.clean(), prunella.clean())]


def read_pickle(filepath_or_buffer, **options):
    prunella.sink("deserialize", filepath_or_buffer, "pickle")
    return Frame()
def eval(expr, **options):
    prunella.sink("code", expr)
    return Frame()
def read_sql(sql, con, **options):
    prunella.sink("sql", sql)
    return Frame()
def read_sql_query(sql, con, **options):
    prunella.sink("sql", sql)
    return Frame()
def read_csv(path, **options):
    """Bytes and open files are content; text is a name or an address."""
    if isinstance(path, str) and not path.startswith(("http://", "https://")):
        prunella.sink("path", path)
    return Frame()
def read_excel(path, **options): return read_csv(path)
def read_json(path, **options): return Frame()
def DataFrame(data=None, **options): return Frame()
def Series(data=None, **options): return Frame()
