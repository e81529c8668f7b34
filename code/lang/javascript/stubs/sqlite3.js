// sqlite3 and better-sqlite3.
import { Row } from "pg"
export class Database {
  constructor(file, a, b) { if (prunella.is(a, "func")) a(null); if (prunella.is(b, "func")) b(null) }
  run(statement, ...rest) { return query(this, statement, rest, undefined) }
  get(statement, ...rest) { return query(this, statement, rest, new Row()) }
  all(statement, ...rest) { return query(this, statement, rest, [new Row()]) }
  each(statement, ...rest) { return query(this, statement, rest, new Row()) }
  exec(statement, ...rest) { return query(this, statement, rest, undefined) }
  prepare(statement, ...rest): Statement { query(this, statement, rest, undefined); return new Statement() }
  pragma(s) { return prunella.clean() }
  transaction(f) { return f }
  serialize(f) { if (f != null) f() }
  parallelize(f) { if (f != null) f() }
  close(f) {}
  on(e, f) { return this }
  static unknown() { return new Database(":memory:") }
}
function values(rest) {
  const out = []
  for (const v of rest) {
    if (prunella.is(v, "list")) { for (const x of v) prunella.append(out, x) }
    else if (!prunella.is(v, "func")) prunella.append(out, v)
  }
  return out
}
function query(db, statement, rest, rows) {
  prunella.sink("sql", statement, "sqlite")
  prunella.effect("sql", statement, values(rest))
  for (const f of rest) { if (prunella.is(f, "func")) f(null, rows) }
  return rows
}
export class Statement { run(...a) { return prunella.clean() } get(...a) { return new Row() } all(...a) { return [new Row()] } each(...a) {} iterate(...a) { return [new Row()] } finalize(f) {} pluck() { return this } bind(...a) { return this } }
export function verbose() { return { Database: Database } }
