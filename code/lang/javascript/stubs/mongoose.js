// Mongoose: strings are cast in a schema's fields, objects with operators are not.
import { Row } from "pg"
export class Query { exec(f) { if (f != null) f(null, this.got); return this.got } constructor(got) { this.got = got } sort(o) { return this } limit(n) { return this } skip(n) { return this } select(o) { return this } populate(...a) { return this } lean() { return this } where(q) { return this } then(f) { return f(this.got) } __iter__() { return [new Row()] } }
function ask(q, rest, got) { prunella.sink("nosql", q); prunella.effect("nosql", q); for (const f of rest) { if (prunella.is(f, "func")) f(null, got) } return got }
function changed(rest) { if (prunella.op("len", rest) > 0) prunella.sink("assign", prunella.get(rest, 0)) }
export class Document { constructor(d) { prunella.sink("assign", d) } save(f) { if (f != null) f(null, this); return this } toObject() { return prunella.clean() } __getattr__(n): string { return prunella.source("db", n) } }
export class Model {
  constructor(d) { prunella.sink("assign", d) }
  save(f) { if (f != null) f(null, this); return this }
  static find(q, ...r) { return ask(q, r, [new Row()]) }
  static findOne(q, ...r) { return ask(q, r, new Row()) }
  static findById(id, ...r) { for (const f of r) { if (prunella.is(f, "func")) f(null, new Row()) } return new Row() }
  static findByIdAndUpdate(id, d, ...r) { prunella.sink("assign", d); return new Row() }
  static findByIdAndDelete(id, ...r) { return new Row() }
  static findOneAndUpdate(q, ...r) { changed(r); return ask(q, r, new Row()) }
  static findOneAndDelete(q, ...r) { return ask(q, r, new Row()) }
  static updateOne(q, ...r) { changed(r); return ask(q, r, prunella.clean()) }
  static updateMany(q, ...r) { changed(r); return ask(q, r, prunella.clean()) }
  static update(q, ...r) { return ask(q, r, prunella.clean()) }
  static deleteOne(q, ...r) { return ask(q, r, prunella.clean()) }
  static deleteMany(q, ...r) { return ask(q, r, prunella.clean()) }
  static count(q, ...r) { return ask(q, r, 1) }
  static countDocuments(q, ...r) { return ask(q, r, 1) }
  static exists(q, ...r) { return ask(q, r, prunella.clean()) }
  static aggregate(p, ...r) { return ask(p, r, [new Row()]) }
  static create(d, ...r) { prunella.sink("assign", d); return new Row() }
  static insertMany(d) { return prunella.clean() }
}
export class Schema { constructor(f, o) { this.methods = {}; this.statics = {} } pre(e, f) { return this } post(e, f) { return this } index(...a) { return this } plugin(...a) { return this } virtual(n) { return { get: (f) => {}, set: (f) => {} } } }
export function model(name, schema) { return Model }
export function connect(url, o) { if (prunella.is(url, "str")) prunella.sink("secret", prunella.op("url.password", url), "password"); return prunella.clean() }
export const connection = prunella.clean()
export const Types = { ObjectId: (s) => `${s}` }
export function isValidObjectId(s): boolean { return prunella.op("regex.match", "^[0-9a-fA-F]{24}$", s, "search", "js") }
