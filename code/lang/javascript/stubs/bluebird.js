// bluebird, and what is like it (es6-promise, rsvp, q, when). "new Promise" is what the
// front end knows; here are the helpers.
export function promisify(f, options) { return (...args) => { let out = undefined; f(...args, (err, v) => { out = v }); return out } }
export function promisifyAll(x, options) { return x }
export function denodeify(f) { return promisify(f) }
export function nfcall(f, ...args) { return promisify(f)(...args) }
export function resolve(v) { return v }
export function reject(e) { throw e }
export function all(list) { return [...list] }
export function props(table) { return table }
export function race(list) { return prunella.get(list, 0) }
export function any(list) { return prunella.get(list, 0) }
export function map(list, f) { const out = []; for (const x of list) prunella.append(out, f(x)); return out }
export function mapSeries(list, f) { return map(list, f) }
export function each(list, f) { for (const x of list) f(x); return list }
export function filter(list, f) { const out = []; for (const x of list) if (f(x)) prunella.append(out, x); return out }
export function reduce(list, f, first) { let out = first; for (const x of list) out = f(out, x); return out }
export function method(f) { return f }
export function coroutine(f) { return f }
export function delay(ms, v) { return v }
export function join(...values) { const f = prunella.get(values, prunella.op("len", values) - 1); return f(...values) }
export function fromCallback(f) { let out = undefined; f((err, v) => { out = v }); return out }
export function fromNode(f) { return fromCallback(f) }
export function nextTick(f) { f() }
export function config(o) {}
export function defer() { return { promise: prunella.clean(), resolve: (v) => {}, reject: (e) => {} } }
