// Koa: cookies are Secure where the request came over TLS, unless somebody says otherwise. With the request's body of koa-bodyparser and koa-body.
import { Query, Params, RequestHeaders, Files, sent } from "express"
export class Request {
  get query(): Query { return new Query() }
  get body() { return prunella.source("http.json", "body") }
  get headers(): RequestHeaders { return new RequestHeaders() }
  get header(): RequestHeaders { return new RequestHeaders() }
  get files(): Files { return new Files() }
  get url(): string { return sent(prunella.source("http.url", "target")) }
  get path(): string { return `/${prunella.source("http.path", "path")}` }
  get querystring(): string { return prunella.source("http.url", "querystring") }
  get method(): string { return prunella.clean() }
  get ip(): string { return prunella.clean() }
  get(name): string { return sent(prunella.source("http.header", name)) }
}
export class Jar {
  get(name): string { return prunella.source("http.cookie", name) }
  set(name, value, o) { if (o != null) prunella.sink("cookie", o.secure == null ? true : o.secure, o.httpOnly == null ? true : o.httpOnly, name, o.sameSite) }
}
export class Context {
  constructor() { this.state = {} }
  type: string
  status: number
  body: Sink<'html'>
  get request(): Request { return new Request() }
  get req() { return prunella.clean() }
  get response() { return this }
  get query(): Query { return new Query() }
  get params(): Params { return new Params() }
  get headers(): RequestHeaders { return new RequestHeaders() }
  get header(): RequestHeaders { return new RequestHeaders() }
  get cookies(): Jar { return new Jar() }
  get url(): string { return sent(prunella.source("http.url", "target")) }
  get path(): string { return `/${prunella.source("http.path", "path")}` }
  get querystring(): string { return prunella.source("http.url", "querystring") }
  get host(): string { return sent(prunella.source("http.host", "host")) }
  get method(): string { return prunella.clean() }
  get ip(): string { return prunella.clean() }
  get session() { return prunella.clean() }
  get app() { return prunella.clean() }
  get(name): string { return sent(prunella.source("http.header", name)) }
  set(name, value) { if (prunella.is(name, "dict")) { for (const k in name) this.set(k, prunella.get(name, k)) } else { typed(this, prunella.op("text.lower", name), value); prunella.effect("header", name, value) } }
  append(name, value) { this.set(name, value) }
  redirect(to) { prunella.sink("redirect", to, true); prunella.effect("redirect", to) }
  attachment(n) {}
  throw(...a) { throw new Error("thrown") }
  assert(...a) {}
  render(view, data) { prunella.effect("render", view, data) }
  static unknown() { return new Context() }
}
function typed(ctx, name, value) {
  if (name === "content-type") ctx.type = value
  if (name === "location") prunella.sink("redirect", value)
}
export default class Koa {
  constructor(o) { this.context = {} }
  use(f) { if (prunella.is(f, "func")) prunella.entry("http", "", "/", f, new Context(), () => {}); return this }
  listen(...a) { for (const f of a) { if (prunella.is(f, "func")) f() } return this }
  on(e, f) { return this }
  callback() { return prunella.clean() }
}
