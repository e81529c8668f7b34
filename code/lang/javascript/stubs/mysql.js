// mysql, and mysql2 with callbacks.

export class Connection {
  query(statement, a, b) { return run(statement, a, b) }
  execute(statement, a, b) { return run(statement, a, b) }
  connect(f) { if (f != null) f(null) }
  end(f) { if (f != null) f(null) }
  destroy() {}
  release() {}
  beginTransaction(f) { if (f != null) f(null) }
  commit(f) { if (f != null) f(null) }
  rollback(f) { if (f != null) f(null) }
  on(event, f) { return this }
  escape(v): string { return escape(v) }
  escapeId(v): string { return escapeId(v) }
  promise() { return this }
  getConnection(f) { if (f == null) return this; f(null, this) }
  static unknown() { return new Connection() }
}
export class Pool extends Connection {}

function run(statement, a, b) {
  const text = prunella.is(statement, "dict") ? statement.sql : statement
  const values = prunella.is(statement, "dict") ? statement.values : a
  prunella.sink("sql", text, "mysql")
  prunella.effect("sql", text, values)
  const rows = [new Row()]
  if (prunella.is(a, "func")) a(null, rows, [])
  if (prunella.is(b, "func")) b(null, rows, [])
  return rows
}
export class Row { __getattr__(name): string { return prunella.source("db", name) } __getitem__(name): string { return prunella.source("db", "column") } __iter__() { return [new Row()] } }

export function createConnection(options): Connection { credentials(options); return new Connection() }
export function createPool(options): Pool { credentials(options); return new Pool() }
export function createPoolCluster(options): Pool { return new Pool() }
function credentials(o) { if (prunella.is(o, "dict")) prunella.sink("secret", o.password, "password") }
export function escape(v): string { return `'${prunella.op("sql.escape_mysql", v)}'` }
export function escapeId(v): string { return prunella.op("sql.quote_identifier", v, "`") }
export function format(statement, values): string { return prunella.unknown(statement) }
