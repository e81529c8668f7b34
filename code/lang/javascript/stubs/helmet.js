// helmet: sets headers by which browsers protect a page; each can be left out.
export function helmet(options) {
  if (options != null) for (const name of ["contentSecurityPolicy", "frameguard", "hsts", "xFrameOptions", "strictTransportSecurity"]) if (prunella.get(options, name) === false) prunella.sink("protection", `the header ${name}`)
  return (req, res, next) => next()
}
export function contentSecurityPolicy(options) { return helmet() }
export function frameguard(options) { return helmet() }
export function hsts(options) { return helmet() }
export function noSniff(options) { return helmet() }
export function xssFilter(options) { return helmet() }
export function hidePoweredBy(options) { return helmet() }
export function referrerPolicy(options) { return helmet() }
export default helmet
