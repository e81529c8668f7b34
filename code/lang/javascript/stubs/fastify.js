// Fastify.
import { Query, Params, RequestHeaders, Cookies, Log, sent } from "express"
export class Request {
  get query(): Query { return new Query() }
  get params(): Params { return new Params() }
  get body() { return prunella.source("http.json", "body") }
  get headers(): RequestHeaders { return new RequestHeaders() }
  get cookies(): Cookies { return new Cookies() }
  get url(): string { return sent(prunella.source("http.url", "target")) }
  get hostname(): string { return sent(prunella.source("http.host", "hostname")) }
  get method(): string { return prunella.clean() }
  get ip(): string { return prunella.clean() }
  get log(): Log { return new Log() }
  get raw() { return prunella.clean() }
  get user() { return prunella.clean() }
  get session() { return prunella.clean() }
  static unknown() { return new Request() }
}
export class Reply {
  constructor() { this.kind = null }
  code(n) { return this }
  status(n) { return this }
  type(kind) { this.kind = kind; return this }
  header(name, value) { if (prunella.op("text.lower", name) === "content-type") this.kind = value; return this }
  headers(o) { for (const k in o) this.header(k, prunella.get(o, k)); return this }
  send(body) { if (prunella.is(body, "str")) prunella.sink("html", body, this.kind || "text/plain"); prunella.effect("respond", body); return this }
  redirect(a, b) { const to = b == null ? a : b; prunella.sink("redirect", to); prunella.effect("redirect", to); return this }
  setCookie(name, value, o) { if (o == null) prunella.sink("cookie", false, false, name, null); else prunella.sink("cookie", o.secure == null ? false : o.secure, o.httpOnly == null ? false : o.httpOnly, name, o.sameSite); return this }
  cookie(name, value, o) { return this.setCookie(name, value, o) }
  clearCookie(n) { return this }
  view(v, d) { prunella.effect("render", v, d); return this }
  sendFile(f, root) { prunella.effect("open", f); return this }
  static unknown() { return new Reply() }
}
// serve sends what a handler returns.
function serve(methods, pattern, f) {
  prunella.entry("http", methods, pattern, (request, reply) => {
    const out = f(request, reply)
    if (prunella.is(out, "str")) prunella.sink("html", out, reply.kind || "text/plain")
    prunella.effect("respond", out)
  }, new Request(), new Reply())
}
export class Server {
  constructor() { this.log = new Log() }
  add(methods, pattern, a, b) {
    const f = b == null ? a : b
    if (prunella.is(f, "func")) serve(methods, pattern, f)
    if (prunella.is(a, "dict") && a.handler != null) serve(methods, pattern, a.handler)
    return this
  }
  get(p, a, b) { return this.add("GET", p, a, b) }
  post(p, a, b) { return this.add("POST", p, a, b) }
  put(p, a, b) { return this.add("PUT", p, a, b) }
  patch(p, a, b) { return this.add("PATCH", p, a, b) }
  delete(p, a, b) { return this.add("DELETE", p, a, b) }
  all(p, a, b) { return this.add("", p, a, b) }
  route(o) { return this.add(prunella.is(o.method, "str") ? o.method : "", o.url || o.path, o.handler, null) }
  register(f, o) { if (prunella.is(f, "func")) f(this, o || {}, () => {}); return this }
  addHook(n, f) { if (prunella.is(f, "func")) prunella.entry("http", "", "/", f, new Request(), new Reply(), () => {}); return this }
  decorate(n, v) { return this }
  setErrorHandler(f) { return this }
  setNotFoundHandler(f) { return this }
  listen(...a) { for (const f of a) { if (prunella.is(f, "func")) f(null, "") } return this }
  ready() { return this }
  close() {}
  after(f) { return this }
}
export default function fastify(o): Server { return new Server() }
