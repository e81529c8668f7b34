// knex: values are bound; raw text is not.
import { Row } from "pg"
export class Builder {
  raw(s, v) { prunella.sink("sql", s); prunella.effect("sql", s, v); return this }
  whereRaw(s, v) { prunella.sink("sql", s); prunella.effect("sql", s, v); return this }
  orWhereRaw(s, v) { prunella.sink("sql", s); prunella.effect("sql", s, v); return this }
  andWhereRaw(s, v) { prunella.sink("sql", s); prunella.effect("sql", s, v); return this }
  havingRaw(s, v) { prunella.sink("sql", s); prunella.effect("sql", s, v); return this }
  orderByRaw(s, v) { prunella.sink("sql", `ORDER BY ${s}`); prunella.effect("sql", `ORDER BY ${s}`, v); return this }
  groupByRaw(s, v) { prunella.sink("sql", `GROUP BY ${s}`); prunella.effect("sql", `GROUP BY ${s}`, v); return this }
  joinRaw(s, v) { prunella.sink("sql", s); prunella.effect("sql", s, v); return this }
  fromRaw(s, v) { prunella.sink("sql", s); prunella.effect("sql", s, v); return this }
  __getattr__(name) { return (...a) => this }
  first(...a) { return new Row() }
  then(f) { return f([new Row()]) }
  __iter__() { return [new Row()] }
}
export class Knex extends Builder { table(n): Builder { return new Builder() } from(n): Builder { return new Builder() } select(...a): Builder { return new Builder() } transaction(f) { if (f != null) return f(new Knex()); return new Knex() } __call__(n): Builder { return new Builder() } destroy() {} get schema(): Builder { return new Builder() } static unknown() { return new Knex() } }
export default function knex(o): Knex { return new Knex() }
