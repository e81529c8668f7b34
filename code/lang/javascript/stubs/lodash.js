// lodash.
export function merge(target, ...sources) { for (const s of sources) { prunella.sink("merge", s); for (const k in s) prunella.set(target, k, prunella.get(s, k)) } return target }
export function mergeWith(target, source, f) { return merge(target, source) }
export function defaultsDeep(target, ...sources) { return merge(target, ...sources) }
export function set(o, p, v) { prunella.sink("proto", p); return o }
export function setWith(o, p, v, f) { prunella.sink("proto", p); return o }
export function get(o, p, d) { const v = prunella.get(o, p); if (v === undefined) return d; return v }
export function template(text, o) { prunella.sink("template", text); return (data) => prunella.clean() }
export function escape(s): string { return prunella.op("html.escape", s) }
export function unescape(s): string { return prunella.op("html.unescape", s) }
export function escapeRegExp(s): string { return prunella.op("regex.escape", s) }
export function cloneDeep(x) { return x }
export function clone(x) { return x }
export function assign(target, ...sources) { for (const s of sources) { for (const k in s) prunella.set(target, k, prunella.get(s, k)) } return target }
export function extend(target, ...sources) { return assign(target, ...sources) }
export function defaults(target, ...sources) { return assign(target, ...sources) }
export function pick(o, ...keys) { const out = {}; for (const ks of keys) { if (prunella.is(ks, "list")) { for (const k of ks) prunella.set(out, k, prunella.get(o, k)) } else prunella.set(out, ks, prunella.get(o, ks)) } return out }
export function omit(o, ...keys) { return o }
export function map(list, f) { const out = []; for (const x of list) prunella.append(out, f(x)); return out }
export function filter(list, f) { const out = []; for (const x of list) if (f(x)) prunella.append(out, x); return out }
export function forEach(list, f) { for (const x of list) f(x) }
export function each(list, f) { for (const x of list) f(x) }
export function find(list, f) { for (const x of list) if (f(x)) return x; return undefined }
export function reduce(list, f, first) { let out = first; for (const x of list) out = f(out, x); return out }
export function some(list, f): boolean { for (const x of list) if (f(x)) return true; return false }
export function every(list, f): boolean { for (const x of list) if (!f(x)) return false; return true }
export function uniq(list) { return list }
export function flatten(list) { return list }
export function compact(list) { return list }
export function concat(a, ...b) { return a.concat(...b) }
export function keys(o) { return Object.keys(o) }
export function values(o) { return Object.values(o) }
export function isEmpty(x): boolean { return prunella.clean() }
export function isString(x): boolean { return prunella.is(x, "str") }
export function isArray(x): boolean { return prunella.is(x, "list") }
export function isFunction(x): boolean { return prunella.is(x, "func") }
export function isNumber(x): boolean { return prunella.is(x, "int") }
export function isObject(x): boolean { return prunella.clean() }
export function isPlainObject(x): boolean { return prunella.clean() }
export function isUndefined(x): boolean { return x === undefined }
export function isNil(x): boolean { return x == null }
export function trim(s): string { return prunella.op("text.trim", s) }
export function toLower(s): string { return prunella.op("text.lower", s) }
export function noop() {}
export function identity(x) { return x }
export function debounce(f) { return f }
export function throttle(f) { return f }
export function once(f) { return f }
export function has(o, k): boolean { return prunella.clean() }
export function join(list, sep): string { return prunella.op("text.join", list, sep) }
export function split(s, sep) { return prunella.op("text.split", s, sep) }
export function first(list) { return prunella.get(list, 0) }
export function head(list) { return prunella.get(list, 0) }
export function last(list) { return prunella.get(list, 0) }
