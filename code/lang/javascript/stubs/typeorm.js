// TypeORM.
import { Row } from "pg"
export class QueryBuilder {
  where(s, p) { raw(s); return this }
  andWhere(s, p) { raw(s); return this }
  orWhere(s, p) { raw(s); return this }
  having(s, p) { raw(s); return this }
  orderBy(s, d) { raw(s); return this }
  addOrderBy(s, d) { raw(s); return this }
  select(...a) { return this }
  from(...a) { return this }
  leftJoin(...a) { return this }
  leftJoinAndSelect(...a) { return this }
  innerJoin(...a) { return this }
  innerJoinAndSelect(...a) { return this }
  groupBy(s) { raw(s); return this }
  skip(n) { return this }
  take(n) { return this }
  limit(n) { return this }
  offset(n) { return this }
  set(o) { return this }
  update(...a) { return this }
  insert() { return this }
  into(...a) { return this }
  values(o) { return this }
  delete() { return this }
  setParameter(k, v) { return this }
  setParameters(o) { return this }
  execute() { return prunella.clean() }
  getOne() { return new Row() }
  getMany() { return [new Row()] }
  getRawMany() { return [new Row()] }
  getRawOne() { return new Row() }
  getManyAndCount() { return [[new Row()], 1] }
  getCount() { return 1 }
}
function raw(s) { if (prunella.is(s, "str")) { prunella.sink("sql", s); prunella.effect("sql", s) } }
export class Repository {
  query(s, p) { prunella.sink("sql", s); prunella.effect("sql", s, p); return [new Row()] }
  createQueryBuilder(...a): QueryBuilder { return new QueryBuilder() }
  find(o) { return [new Row()] }
  findOne(o) { return new Row() }
  findOneBy(o) { return new Row() }
  findBy(o) { return [new Row()] }
  save(o) { return o }
  create(o) { prunella.sink("assign", o); return prunella.unknown() }
  insert(o) { prunella.sink("assign", o); return prunella.clean() }
  update(...a) { return prunella.clean() }
  delete(...a) { return prunella.clean() }
  remove(o) { return o }
  count(o) { return 1 }
  static unknown() { return new Repository() }
}
export class EntityManager extends Repository { getRepository(e): Repository { return new Repository() } transaction(f) { return f(new EntityManager()) } static unknown() { return new EntityManager() } }
export class Connection extends EntityManager { get manager(): EntityManager { return new EntityManager() } initialize() { return this } static unknown() { return new Connection() } }
export class DataSource extends Connection { constructor(o) { if (o != null) prunella.sink("secret", o.password, "password") } static unknown() { return new DataSource(null) } }
export function getRepository(e): Repository { return new Repository() }
export function getManager(): EntityManager { return new EntityManager() }
export function getConnection(): Connection { return new Connection() }
export function createConnection(o): Connection { return new Connection() }
