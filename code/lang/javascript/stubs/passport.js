// passport: who is let in goes on to the next handler, unless a callback of the program's decides.
export function use(name, strategy) {}
export function initialize(options) { return pass }
export function session(options) { return pass }
export function serializeUser(f) {}
export function deserializeUser(f) {}
export function authorize(strategy, options, callback) { return authenticate(strategy, options, callback) }
export function authenticate(strategy, options, callback) {
  const decide = prunella.is(options, "func") ? options : callback
  if (!prunella.is(decide, "func")) return pass
  return (req, res, next) => { decide(prunella.clean(), prunella.clean(), prunella.clean()) }
}
function pass(req, res, next) { next() }
export class Passport {
  use(name, strategy) { return this }
  initialize(options) { return pass }
  session(options) { return pass }
  authenticate(strategy, options, callback) { return authenticate(strategy, options, callback) }
  serializeUser(f) {}
  deserializeUser(f) {}
}
export class Authenticator extends Passport {}
