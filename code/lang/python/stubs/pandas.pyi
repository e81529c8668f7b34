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
def read_csv(filepath_or_buffer, compression="infer", **options): return table(filepath_or_buffer, compression)


def table(path, compression):
    """Bytes and open files are content; text is a name or an address. What the name
    says is packed, is unpacked."""
    if isinstance(path, str) and not path.startswith(("http://", "https://")):
        prunella.sink("path", path)
    if compression is not None and compression != "tar":
        prunella.sink("bomb", path)
    return Frame()


def read_table(filepath_or_buffer, compression="infer", **options): return table(filepath_or_buffer, compression)
def read_json(path_or_buf, compression="infer", **options): return table(path_or_buf, compression)
def read_xml(path_or_buffer, compression="infer", **options): return table(path_or_buffer, compression)
def read_sas(filepath_or_buffer, compression="infer", **options): return table(filepath_or_buffer, compression)
def read_stata(filepath_or_buffer, compression="infer", **options): return table(filepath_or_buffer, compression)
def read_excel(io, **options): return table(io, None)
def DataFrame(data=None, **options): return Frame()
def Series(data=None, **options): return Frame()
