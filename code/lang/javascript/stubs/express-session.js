// express-session.
export default function session(o) {
  prunella.sink("secret", o.secret, "session secret")
  if (o.cookie == null) prunella.sink("cookie", false, true, "session", null)
  else prunella.sink("cookie", o.cookie.secure == null ? false : o.cookie.secure, o.cookie.httpOnly == null ? true : o.cookie.httpOnly, "session", o.cookie.sameSite)
  return null
}
