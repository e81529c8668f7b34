// Hapi.
import { Query, Params, RequestHeaders, Cookies } from "express"
export class Request { get query(): Query { return new Query() } get params(): Params { return new Params() } get payload() { return prunella.source("http.json", "body") } get headers(): RequestHeaders { return new RequestHeaders() } get state(): Cookies { return new Cookies() } get path(): string { return prunella.source("http.path", "path") } get url() { return prunella.clean() } get auth() { return prunella.clean() } }
export class Answer { constructor(body) { this.kind = null } code(n) { return this } type(k) { return this } header(n, v) { return this } state(n, v, o) { return this } takeover() { return this } }
export class Toolkit {
  response(body) { prunella.sink("html", body, null); prunella.effect("respond", body); return new Answer(body) }
  redirect(to) { prunella.sink("redirect", to); prunella.effect("redirect", to); return new Answer("") }
  file(p) { prunella.sink("path", p); prunella.effect("open", p); return new Answer("") }
  view(v, d) { return new Answer("") }
  get continue() { return prunella.clean() }
}
export class Server {
  route(r) { if (prunella.is(r, "list")) { for (const one of r) this.one(one) } else this.one(r) }
  one(r) {
    const h = r.handler != null ? r.handler : r.config != null ? r.config.handler : r.options != null ? r.options.handler : null
    if (prunella.is(h, "func")) prunella.entry("http", r.method, r.path, (request, toolkit) => { const out = h(request, toolkit); if (prunella.is(out, "str")) prunella.sink("html", out, "text/html") }, new Request(), new Toolkit())
  }
  register(p) {}
  start() {}
  ext(...a) {}
  auth: any
}
export function server(o): Server { return new Server() }
export function Server_(o): Server { return new Server() }
