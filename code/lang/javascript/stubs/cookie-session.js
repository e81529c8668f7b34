// cookie-session.
export default function session(o) {
  prunella.sink("secret", o.secret || null, "session secret")
  
  return null
}
