// http: servers and clients.
import { Response, RequestHeaders, sent } from "express"

export class IncomingMessage {
  get url(): string { return sent(prunella.source("http.url", "target")) }
  get method(): string { return prunella.clean() }
  get headers(): RequestHeaders { return new RequestHeaders() }
  get socket() { return prunella.clean() }
  get connection() { return prunella.clean() }
  on(event, f) { if (event === "data") f(prunella.source("http.body", "body")); else f(); return this }
  once(event, f) { f(); return this }
  pipe(x) { return x }
  setEncoding(e) { return this }
  __iter__() { return [prunella.source("http.body", "body")] }
  static unknown() { return new IncomingMessage() }
}
export class ServerResponse extends Response { static unknown() { return new ServerResponse() } }
export class Server {
  constructor(a, b) { if (prunella.is(a, "func")) serve(a); if (prunella.is(b, "func")) serve(b) }
  listen(...args) { for (const f of args) { if (prunella.is(f, "func")) f() } return this }
  on(event, f) { if (event === "request") serve(f); return this }
  addListener(event, f) { return this.on(event, f) }
  close(f) {}
  address() { return { port: 80 } }
  setTimeout(ms) { return this }
}
function serve(f) { if (f != null) prunella.entry("http", "", "/", f, new IncomingMessage(), new ServerResponse()) }
export function createServer(a, b): Server { return new Server(a, b) }
export class Reply { get statusCode(): number { return prunella.clean() } get headers() { return prunella.clean() } on(event, f) { if (event === "data") f(prunella.source("net", "response")); else f(); return this } setEncoding(e) {} pipe(x) { return x } resume() {} __iter__() { return [prunella.source("net", "response")] } }
export class ClientRequest { on(event, f) { return this } write(d) {} end(d) {} setTimeout(ms) { return this } abort() {} destroy() {} setHeader(k, v) {} }
function address(o, scheme): string {
  if (prunella.is(o, "dict")) return `${o.protocol || scheme}//${o.hostname || o.host || "localhost"}${o.path || "/"}`
  return `${o}`
}
export function request(to, a, b): ClientRequest { return ask("http:", to, a, b) }
export function ask(scheme, to, a, b): ClientRequest {
  const url = address(to, scheme)
  prunella.sink("url", url)
  prunella.sink("url.part", url)
  prunella.effect("request", url)
  if (prunella.is(to, "dict")) verified(to)
  if (prunella.is(a, "dict")) verified(a)
  if (prunella.is(a, "func")) a(new Reply())
  if (prunella.is(b, "func")) b(new Reply())
  return new ClientRequest()
}
function verified(o) { if (o.rejectUnauthorized != null) prunella.sink("tls.verify", o.rejectUnauthorized) }
export function get(to, a, b): ClientRequest { return request(to, a, b) }
export class Agent { constructor(o) { if (prunella.is(o, "dict") && o.rejectUnauthorized != null) prunella.sink("tls.verify", o.rejectUnauthorized) } }
export const STATUS_CODES = {}
