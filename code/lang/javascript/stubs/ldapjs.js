// ldapjs.
export class Client {
  search(base, o, f) { if (prunella.is(o, "dict")) prunella.sink("ldap", `${o.filter}`); else prunella.sink("ldap", o); prunella.effect("ldap", base, o); if (prunella.is(o, "func")) o(null, new Found()); if (f != null) f(null, new Found()) }
  bind(dn, password, f) { prunella.sink("bind", password, dn); if (f != null) f(null) }
  unbind(f) {}
  on(e, f) { return this }
  modify(dn, c, f) { if (f != null) f(null) }
  add(dn, e, f) { if (f != null) f(null) }
}
export class Found { on(event, f) { f(prunella.clean()); return this } }
export function createClient(o): Client { return new Client() }
export class EqualityFilter { constructor(o) {} __str__(): string { return "(name=value)" } toString(): string { return "(name=value)" } }
export class PresenceFilter extends EqualityFilter {}
export class SubstringFilter extends EqualityFilter {}
export class AndFilter extends EqualityFilter {}
export class OrFilter extends EqualityFilter {}
export function parseFilter(s) { prunella.sink("ldap", s); return s }
