// mongodb: a condition that somebody outside makes may hold operators.
import { Row } from "pg"
export class Cursor { toArray(f) { if (f != null) f(null, [new Row()]); return [new Row()] } sort(o) { return this } limit(n) { return this } skip(n) { return this } project(o) { return this } next() { return new Row() } forEach(f) { f(new Row()) } count() { return 1 } map(f) { return this } __iter__() { return [new Row()] } }
function ask(q, rest, got) { prunella.sink("nosql", q); prunella.effect("nosql", q); for (const f of rest) { if (prunella.is(f, "func")) f(null, got) } return got }
export class Collection {
  find(q, ...r): Cursor { return ask(q, r, new Cursor()) }
  findOne(q, ...r) { return ask(q, r, new Row()) }
  findOneAndUpdate(q, ...r) { return ask(q, r, new Row()) }
  findOneAndDelete(q, ...r) { return ask(q, r, new Row()) }
  updateOne(q, ...r) { return ask(q, r, prunella.clean()) }
  updateMany(q, ...r) { return ask(q, r, prunella.clean()) }
  update(q, ...r) { return ask(q, r, prunella.clean()) }
  replaceOne(q, ...r) { return ask(q, r, prunella.clean()) }
  deleteOne(q, ...r) { return ask(q, r, prunella.clean()) }
  deleteMany(q, ...r) { return ask(q, r, prunella.clean()) }
  remove(q, ...r) { return ask(q, r, prunella.clean()) }
  count(q, ...r) { return ask(q, r, 1) }
  countDocuments(q, ...r) { return ask(q, r, 1) }
  distinct(k, q, ...r) { return ask(q, r, []) }
  aggregate(p, ...r): Cursor { return ask(p, r, new Cursor()) }
  insertOne(d, ...r) { prunella.effect("nosql", d); for (const f of r) { if (prunella.is(f, "func")) f(null, {}) } return prunella.clean() }
  insertMany(d, ...r) { prunella.effect("nosql", d); return prunella.clean() }
  insert(d, ...r) { prunella.effect("nosql", d); for (const f of r) { if (prunella.is(f, "func")) f(null, {}) } return prunella.clean() }
  createIndex(...a) {}
  static unknown() { return new Collection() }
}
export class Db { collection(n, f): Collection { const c = new Collection(); if (f != null) f(null, c); return c } admin() { return prunella.clean() } static unknown() { return new Db() } }
export class MongoClient {
  constructor(url, o) { if (prunella.is(url, "str")) prunella.sink("secret", prunella.op("url.password", url), "password") }
  connect(f) { if (f != null) f(null, this); return this }
  db(n): Db { return new Db() }
  close() {}
  static connect(url, a, b) { const c = new MongoClient(url, null); if (prunella.is(a, "func")) a(null, c); if (prunella.is(b, "func")) b(null, c); return c }
  static unknown() { return new MongoClient(null, null) }
}
export function ObjectId(s) { return { $oid: `${s}` } }
export class ObjectID { constructor(s) {} }
