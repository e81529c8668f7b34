// Sequelize.
import { Row } from "pg"
export class Sequelize {
  constructor(a, b, password, o) { if (prunella.is(password, "str")) prunella.sink("secret", password, "password") }
  query(s, o) { const text = prunella.is(s, "dict") ? s.query : s; prunella.sink("sql", text); prunella.effect("sql", text, o); return [[new Row()], {}] }
  define(n, f, o): Model { return new Model() }
  authenticate() {}
  sync(o) {}
  close() {}
  transaction(f) { if (prunella.is(f, "func")) return f({}); return {} }
  model(n): Model { return new Model() }
  static literal(s) { prunella.sink("sql", s); return s }
  literal(s) { prunella.sink("sql", s); return s }
  static fn(...a) { return prunella.clean() }
  static col(c) { return c }
  escape(s): string { return prunella.op("sql.quote", s) }
  static unknown() { return new Sequelize(null, null, null, null) }
}
export default Sequelize
export class Model {
  static findAll(o) { condition(o); return [new Row()] }
  static findOne(o) { condition(o); return new Row() }
  static findByPk(id, o) { return new Row() }
  static findAndCountAll(o) { condition(o); return { rows: [new Row()], count: 1 } }
  static count(o) { condition(o); return 1 }
  static create(o) { prunella.sink("assign", o); return new Row() }
  static update(o, w) { prunella.sink("assign", o); condition(w); return [1] }
  static destroy(o) { condition(o); return 1 }
  findAll(o) { condition(o); return [new Row()] }
  findOne(o) { condition(o); return new Row() }
  findByPk(id, o) { return new Row() }
  findAndCountAll(o) { condition(o); return { rows: [new Row()], count: 1 } }
  create(o) { prunella.sink("assign", o); return new Row() }
  update(o, w) { prunella.sink("assign", o); condition(w); return [1] }
  destroy(o) { condition(o); return 1 }
  belongsTo(...a) {}
  hasMany(...a) {}
  hasOne(...a) {}
  static init(...a) {}
}
function condition(o) { prunella.effect("sql", o) }
export function literal(s) { prunella.sink("sql", s); return s }
export const DataTypes = prunella.clean()
export const Op = prunella.clean()
export const QueryTypes = { SELECT: "SELECT" }
