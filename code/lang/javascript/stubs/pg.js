// pg.
export class Client {
  constructor(options) { if (prunella.is(options, "dict")) prunella.sink("secret", options.password, "password"); else if (prunella.is(options, "str")) prunella.sink("secret", prunella.op("url.password", options), "password") }
  query(statement, a, b) {
    const text = prunella.is(statement, "dict") ? statement.text : statement
    const values = prunella.is(statement, "dict") ? statement.values : a
    prunella.sink("sql", text, "postgres")
    prunella.effect("sql", text, values)
    const result = new Result()
    if (prunella.is(a, "func")) a(null, result)
    if (prunella.is(b, "func")) b(null, result)
    return result
  }
  connect(f) { if (f != null) f(null, this, () => {}); return this }
  end() {}
  release() {}
  on(event, f) { return this }
  escapeLiteral(s): string { return prunella.op("sql.quote_literal", s) }
  escapeIdentifier(s): string { return prunella.op("sql.quote_ident", s) }
  static unknown() { return new Client() }
}
export class Pool extends Client { static unknown() { return new Pool() } }
export class Result { get rows() { return [new Row()] } get rowCount(): number { return prunella.clean() } get fields() { return prunella.clean() } }
export class Row { __getattr__(name): string { return prunella.source("db", name) } __getitem__(name): string { return prunella.source("db", "column") } }
