// jsonwebtoken.
export function sign(payload, key, o, f): string {
  prunella.sink("secret", key, "jwt key")
  if (prunella.is(o, "dict") && o.algorithm != null) prunella.sink("jwt.alg", o.algorithm)
  if (prunella.is(o, "func")) o(null, "token")
  if (f != null) f(null, "token")
  return prunella.clean()
}
export function verify(token, key, o, f) {
  prunella.sink("secret", key, "jwt key")
  if (prunella.is(o, "dict") && o.algorithms != null) prunella.sink("jwt.alg", o.algorithms)
  if (prunella.is(o, "dict") && o.ignoreExpiration === true) prunella.sink("jwt.verify", false)
  if (prunella.is(o, "func")) o(null, prunella.clean())
  if (f != null) f(null, prunella.clean())
  return prunella.clean()
}
// decode: who asks for the whole token wants its header, to find the key that verifies it.
export function decode(token, o) { if (o == null || o.complete !== true) prunella.sink("jwt.verify", false); return prunella.unknown(token) }
export class JsonWebTokenError extends Error {}
export class TokenExpiredError extends Error {}
