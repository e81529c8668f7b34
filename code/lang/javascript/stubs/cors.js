// cors: "origin: true" answers with the origin that asks; a function is asked.
import { readers } from "express"
export default function cors(o) {
  if (prunella.is(o, "dict")) judge(o.origin, o.credentials)
  return null
}
export function judge(origin, credentials) {
  if (origin === true) prunella.sink("cors", "*", credentials)
  else if (prunella.is(origin, "str")) prunella.sink("cors", origin, credentials)
  else if (prunella.is(origin, "func") && credentials === true) prunella.entry("http", "", "/", () => { asked(origin, prunella.source("http.header", "Origin")) })
}
function asked(f, from) { f(from, (err, ok) => { if (ok === true) readers(from, true); else if (prunella.is(ok, "str")) readers(ok, true) }) }
