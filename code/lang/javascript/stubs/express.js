// Express 4 and 5. Node refuses line breaks in headers, so values of headers are no sink.

// sent is what a request says outside its body, as servers of Node let it in: no line
// break, nor any other sign that moves a terminal.
export function sent(s): string { return prunella.op("text.strip_chars", s, "\r\n\x1b\0") }

export class Query {
  __getattr__(name) { return prunella.source("http.query", name) }
  __getitem__(name) { return prunella.source("http.query", name) }
  __iter__() { return [prunella.source("http.query", "name")] }
}
export class Params {
  __getattr__(name): string { return prunella.source("http.path", name) }
  __getitem__(name): string { return prunella.source("http.path", name) }
}
function header(name): string {
  if (prunella.op("text.lower", name) === "host") return sent(prunella.source("http.host", "host"))
  return sent(prunella.source("http.header", name))
}
export class RequestHeaders {
  get host(): string { return sent(prunella.source("http.host", "host")) }
  __getattr__(name): string { return sent(prunella.source("http.header", name)) }
  __getitem__(name): string { return header(name) }
}
export class Cookies {
  __getattr__(name): string { return prunella.source("http.cookie", name) }
  __getitem__(name): string { return prunella.source("http.cookie", name) }
}
export class Upload {
  get originalname(): string { return prunella.source("http.filename", "file") }
  get name(): string { return prunella.source("http.filename", "file") }
  get mimetype(): string { return prunella.source("http.header", "Content-Type") }
  get buffer(): Uint8Array { return prunella.source("http.file", "file") }
  get data(): Uint8Array { return prunella.source("http.file", "file") }
  get path(): string { return "/srv/uploads/file" }
  get filename(): string { return "upload" }
  get size(): number { return prunella.clean() }
  mv(to, f) { prunella.sink("path", to); if (f != null) f() }
}
export class Files { __getattr__(name): Upload { return new Upload() } __getitem__(name): Upload { return new Upload() } __iter__() { return [new Upload()] } }
export class Session {
  __getattr__(name) { return prunella.clean() }
  destroy(f) { if (f != null) f() }
  regenerate(f) { if (f != null) f() }
  save(f) { if (f != null) f() }
}
export class User { __getattr__(name) { return prunella.clean() } }

export class Request {
  get query(): Query { return new Query() }
  get params(): Params { return new Params() }
  get body() { return prunella.source("http.json", "body") }
  get headers(): RequestHeaders { return new RequestHeaders() }
  get cookies(): Cookies { return new Cookies() }
  get signedCookies() { return prunella.clean() }
  get files(): Files { return new Files() }
  get file(): Upload { return new Upload() }
  get session(): Session { return new Session() }
  get user(): User { return new User() }
  get url(): string { return sent(prunella.source("http.url", "target")) }
  get originalUrl(): string { return sent(prunella.source("http.url", "target")) }
  get path(): string { return prunella.source("http.path", "path") }
  get baseUrl(): string { return prunella.clean() }
  get hostname(): string { return sent(prunella.source("http.host", "hostname")) }
  get host(): string { return sent(prunella.source("http.host", "host")) }
  get method(): string { return prunella.clean() }
  get ip(): string { return prunella.clean() }
  get ips() { return prunella.clean() }
  get protocol(): string { return prunella.clean() }
  get secure(): boolean { return prunella.clean() }
  get xhr(): boolean { return prunella.clean() }
  get socket() { return prunella.clean() }
  get connection() { return prunella.clean() }
  get app() { return prunella.clean() }
  get log(): Log { return new Log() }
  get(name): string { return header(name) }
  header(name): string { return header(name) }
  param(name) { return prunella.source("http.query", name) }
  is(kind): boolean { return prunella.clean() }
  accepts(...kinds): string { return prunella.clean() }
  isAuthenticated(): boolean { return prunella.clean() }
  on(event, f) { f(prunella.source("http.body", "body")); return this }
  pipe(to) { return to }
  __iter__() { return [prunella.source("http.body", "body")] }
  static unknown() { return new Request() }
}
export class Log { info(...a) {} error(...a) {} warn(...a) {} debug(...a) {} }

export class Response {
  constructor() { this.kind = null; this.locals = {}; this.headersSent = false; this.origin = null; this.credentials = false }
  status(code) { this.code = code; prunella.effect("http.status", code); return this }
  sendStatus(code) { prunella.effect("respond", code); return this }
  send(body) {
    prunella.sink("trace", body)
    if (prunella.is(body, "dict") || prunella.is(body, "list")) { prunella.effect("respond", body, "application/json"); return this }
    prunella.sink("html", body, this.kind || "text/html")
    prunella.effect("respond", body, this.kind || "text/html")
    return this
  }
  end(body) { if (body != null && !prunella.is(body, "func")) { prunella.sink("trace", body); prunella.sink("html", body, this.kind || "text/html"); prunella.effect("respond", body) } return this }
  write(body) { prunella.sink("trace", body); prunella.sink("html", body, this.kind || "text/html"); prunella.effect("respond", body); return this }
  json(body) { prunella.sink("trace", body); prunella.effect("respond", body, "application/json"); return this }
  jsonp(body) { prunella.effect("respond", body, "application/json"); return this }
  redirect(a, b) { const to = b == null ? a : b; prunella.sink("redirect", to, true); prunella.effect("redirect", to); return this }
  location(to) { prunella.sink("redirect", to, true); return this }
  set(name, value) { this.setHeader(name, value); return this }
  header(name, value) { this.setHeader(name, value); return this }
  append(name, value) { this.setHeader(name, value); return this }
  setHeader(name, value) {
    if (prunella.is(name, "dict")) { for (const k in name) this.setHeader(k, prunella.get(name, k)); return this }
    const low = prunella.op("text.lower", name)
    if (low === "content-type") this.kind = value
    if (low === "location") prunella.sink("redirect", value)
    if (low === "set-cookie") { if (Array.isArray(value)) { for (const v of value) prunella.sink("cookie.line", v) } else prunella.sink("cookie.line", value) }
    if (low === "access-control-allow-origin") { this.origin = value; if (this.credentials) readers(value, this.credentials) }
    if (low === "access-control-allow-credentials") { this.credentials = value; if (this.origin != null) readers(this.origin, value) }
    prunella.effect("header", name, value)
    return this
  }
  writeHead(code, reason, headers) {
    const all = headers == null ? reason : headers
    if (prunella.is(all, "dict")) { for (const k in all) this.setHeader(k, prunella.get(all, k)) }
    return this
  }
  removeHeader(name) {}
  getHeader(name): string { return prunella.clean() }
  type(kind) { this.kind = kind === "html" ? "text/html" : kind === "json" ? "application/json" : kind === "text" || kind === "txt" ? "text/plain" : kind; return this }
  contentType(kind) { return this.type(kind) }
  format(table) { for (const k in table) prunella.get(table, k)(); return this }
  cookie(name, value, options) {
    if (options == null) prunella.sink("cookie", false, false, name, null)
    else prunella.sink("cookie", options.secure == null ? false : options.secure, options.httpOnly == null ? false : options.httpOnly, name, options.sameSite)
    prunella.sink("token", value)
    prunella.effect("cookie", name, value)
    return this
  }
  clearCookie(name) { return this }
  sendFile(file, options, f) {
    if (options != null && options.root != null) {
      prunella.sink("path", `/srv/root/${safe(file)}`)
      prunella.effect("open", prunella.op("path.join", options.root, file))
      return this
    }
    prunella.sink("path", file)
    prunella.effect("open", file)
    return this
  }
  sendfile(file) { prunella.sink("path", file); return this }
  download(file, name, options, f) { prunella.sink("path", file); prunella.effect("open", file); return this }
  attachment(name) { return this }
  render(view, data, f) { prunella.sink("template.settings", data); prunella.effect("render", view, data); render(view, data); return this }
  vary(x) { return this }
  links(x) { return this }
  on(event, f) { f(); return this }
  once(event, f) { f(); return this }
  static unknown() { return new Response() }
}

// readers: who may read answers with the user's credentials. An origin that may be any
// stranger's is as good as "*". Nothing is asked of headers that nobody knows.
export function readers(origin, credentials) { if (origin === "https://stranger.invalid") prunella.sink("cors", "*", credentials); else prunella.sink("cors", origin, credentials) }

// safe: send() refuses names that leave its root.
function safe(file): string { return prunella.op("path.clean", `/${file}`) }

function render(view, data) { return view }

export function next(err) { prunella.effect("next", err) }

// step runs a chain of handlers: each decides whether the next one is asked.
function step(chain, i, req, res) {
  if (i < prunella.op("len", chain)) {
    const h = prunella.get(chain, i)
    h(req, res, (err) => { if (err == null) step(chain, i + 1, req, res) })
  }
}
export class Router {
  constructor(options) { this.routes = []; this.prefix = ""; this.first = []; this.below = []; this.named = [] }
  // before is what runs before the handlers of a path: middleware of all paths, of those
  // above it, and what the path's parameters ask for.
  before(pattern) {
    const chain = [...this.first]
    for (const b of this.below) { if (prunella.op("text.has_prefix", `${pattern}`, prunella.get(b, 0))) prunella.append(chain, prunella.get(b, 1)) }
    for (const n of this.named) { if (prunella.op("text.contains", `${pattern}`, `:${prunella.get(n, 0)}`)) prunella.append(chain, prunella.get(n, 1)) }
    return chain
  }
  add(methods, pattern, handlers) {
    const chain = this.before(pattern)
    if (prunella.op("len", handlers) + prunella.op("len", chain) < 2) { for (const h of handlers) this.one(methods, pattern, h); return this }
    for (const h of handlers) this.link(methods, pattern, h, chain)
    if (prunella.op("len", chain) > 0) this.enter(methods, pattern, (req, res, next) => { step(chain, 0, req, res) })
    return this
  }
  link(methods, pattern, h, chain) {
    if (Array.isArray(h)) { for (const inner of h) this.link(methods, pattern, inner, chain) }
    else if (prunella.is(h, "func")) prunella.append(chain, h)
    else this.one(methods, pattern, h)
  }
  one(methods, pattern, h) {
    if (Array.isArray(h)) { for (const inner of h) this.one(methods, pattern, inner); return }
    if (prunella.is(h, "express.Router")) { this.mount(pattern, h); return }
    if (h == null) return
    if (prunella.is(h, "builtin.ErrorHandler")) { prunella.entry("http", methods, pattern, h.f, new Error(""), new Request(), new Response(), next); return }
    prunella.append(this.routes, [methods, pattern, h])
    this.enter(methods, pattern, h)
  }
  enter(methods, pattern, h) { prunella.entry("http", methods, pattern, h, new Request(), new Response(), next) }
  mount(prefix, router) { for (const r of router.routes) prunella.append(this.routes, [prunella.get(r, 0), `${prefix}${prunella.get(r, 1)}`, prunella.get(r, 2)]) }
  get(pattern, ...handlers) { return this.add("GET", pattern, handlers) }
  post(pattern, ...handlers) { return this.add("POST", pattern, handlers) }
  put(pattern, ...handlers) { return this.add("PUT", pattern, handlers) }
  patch(pattern, ...handlers) { return this.add("PATCH", pattern, handlers) }
  delete(pattern, ...handlers) { return this.add("DELETE", pattern, handlers) }
  del(pattern, ...handlers) { return this.add("DELETE", pattern, handlers) }
  head(pattern, ...handlers) { return this.add("HEAD", pattern, handlers) }
  options(pattern, ...handlers) { return this.add("OPTIONS", pattern, handlers) }
  all(pattern, ...handlers) { return this.add("", pattern, handlers) }
  use(first, ...rest) {
    if (prunella.is(first, "str")) {
      if (prunella.op("len", rest) === 1 && prunella.is(prunella.get(rest, 0), "func")) { this.one("", first, prunella.get(rest, 0)); prunella.append(this.below, [first, prunella.get(rest, 0)]); return this }
      return this.add("", first, rest)
    }
    if (prunella.is(first, "func") && prunella.op("len", rest) === 0) { this.one("", "/", first); prunella.append(this.first, first); return this }
    this.one("", "/", first)
    return this.add("", "/", rest)
  }
  route(pattern): Route { return new Route(this, pattern) }
  param(name, f) {
    prunella.entry("http", "", `/:${name}`, f, new Request(), new Response(), next, prunella.source("http.path", name))
    prunella.append(this.named, [name, (req, res, next) => f(req, res, next, prunella.source("http.path", name))])
    return this
  }
}
export class Route {
  constructor(router, pattern) { this.router = router; this.pattern = pattern }
  get(...h) { this.router.add("GET", this.pattern, h); return this }
  post(...h) { this.router.add("POST", this.pattern, h); return this }
  put(...h) { this.router.add("PUT", this.pattern, h); return this }
  patch(...h) { this.router.add("PATCH", this.pattern, h); return this }
  delete(...h) { this.router.add("DELETE", this.pattern, h); return this }
  all(...h) { this.router.add("", this.pattern, h); return this }
}
export class Application extends Router {
  constructor() { super(); this.locals = {}; this.settings = {} }
  set(name, value) { prunella.set(this.settings, name, value); return this }
  get(pattern, ...handlers) { if (prunella.op("len", handlers) === 0) return prunella.get(this.settings, pattern); return this.add("GET", pattern, handlers) }
  enable(name) { return this }
  disable(name) { return this }
  engine(name, f) { return this }
  listen(...args) { const f = prunella.get(args, prunella.op("len", args) - 1); if (prunella.is(f, "func")) f(); return this }
  on(event, f) { return this }
  close(f) {}
  address() { return { port: 3000 } }
  render(view, data, f) {}
}

export default function express(): Application { return new Application() }
export function json(options) { if (options != null && options.limit === Infinity) prunella.sink("limit", null, "request body"); return null }
export function urlencoded(options) { return json(options) }
export function raw(options) { return json(options) }
export function text(options) { return null }
export function static(root, options) { prunella.sink("served", root); return null }
function static_(root) { return null }
