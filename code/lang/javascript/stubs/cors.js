// cors: "origin: true" answers with the origin that asks.
export default function cors(o) {
  if (prunella.is(o, "dict")) judge(o.origin, o.credentials)
  return null
}
function judge(origin, credentials) {
  if (origin === true) prunella.sink("cors", "*", credentials)
  else if (prunella.is(origin, "str")) prunella.sink("cors", origin, credentials)
}
