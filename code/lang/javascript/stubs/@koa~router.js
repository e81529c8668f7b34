// @koa/router and koa-router.
import { Context } from "koa"
export default class Router {
  constructor(o) { this.base = o != null && o.prefix != null ? o.prefix : "" }
  add(methods, pattern, handlers) { for (const f of handlers) { if (prunella.is(f, "func")) prunella.entry("http", methods, `${this.base}${pattern}`, f, new Context(), () => {}) } return this }
  prefix(p) { this.base = p; return this }
  get(p, ...h) { return this.add("GET", p, h) }
  post(p, ...h) { return this.add("POST", p, h) }
  put(p, ...h) { return this.add("PUT", p, h) }
  patch(p, ...h) { return this.add("PATCH", p, h) }
  delete(p, ...h) { return this.add("DELETE", p, h) }
  del(p, ...h) { return this.add("DELETE", p, h) }
  all(p, ...h) { return this.add("", p, h) }
  use(...h) { for (const f of h) { if (prunella.is(f, "func")) prunella.entry("http", "", "/", f, new Context(), () => {}) } return this }
  routes() { return null }
  allowedMethods() { return null }
  param(n, f) { return this }
}
