// Prisma.
import { Row } from "pg"
export class Table { findMany(o) { return [new Row()] } findFirst(o) { return new Row() } findUnique(o) { return new Row() } create(o) { if (o != null) prunella.sink("assign", o.data); return new Row() } update(o) { if (o != null) prunella.sink("assign", o.data); return new Row() } upsert(o) { return new Row() } delete(o) { return new Row() } deleteMany(o) { return prunella.clean() } updateMany(o) { return prunella.clean() } count(o) { return 1 } }
export class PrismaClient {
  constructor(o) {}
  $queryRawUnsafe(s, ...v) { prunella.sink("sql", s); prunella.effect("sql", s, v); return [new Row()] }
  $executeRawUnsafe(s, ...v) { prunella.sink("sql", s); prunella.effect("sql", s, v); return 1 }
  $queryRaw(s, ...v) { if (prunella.is(s, "str")) prunella.sink("sql", s); return [new Row()] }
  $executeRaw(s, ...v) { if (prunella.is(s, "str")) prunella.sink("sql", s); return 1 }
  $connect() {}
  $disconnect() {}
  $transaction(x) { if (prunella.is(x, "func")) return x(this); return x }
  __getattr__(name): Table { return new Table() }
  static unknown() { return new PrismaClient(null) }
}
export class Prisma { static raw(s) { prunella.sink("sql", s); return s } static sql(...a) { return prunella.clean() } }
