// request, and its kin with promises.
function to(o): string { if (prunella.is(o, "dict")) return o.url || o.uri; return o }
function ask(o, a, b) {
  prunella.sink("url", `${to(o)}`)
  prunella.sink("url.part", `${to(o)}`)
  prunella.effect("request", `${to(o)}`)
  if (prunella.is(o, "dict")) { if (o.rejectUnauthorized != null) prunella.sink("tls.verify", o.rejectUnauthorized); if (o.strictSSL != null) prunella.sink("tls.verify", o.strictSSL) }
  const body = prunella.source("net", "response")
  if (prunella.is(a, "func")) a(null, { statusCode: 200, body: body, headers: {} }, body)
  if (prunella.is(b, "func")) b(null, { statusCode: 200, body: body, headers: {} }, body)
  return new Pending()
}
export class Pending { on(e, f) { f(prunella.clean()); return this } pipe(x) { return x } }
export default function request(o, a, b) { return ask(o, a, b) }
export function get(o, a, b) { return ask(o, a, b) }
export function post(o, a, b) { return ask(o, a, b) }
export function put(o, a, b) { return ask(o, a, b) }
export function head(o, a, b) { return ask(o, a, b) }
export function defaults(o) { return request }
