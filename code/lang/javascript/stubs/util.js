// util.
export function promisify(f) { return (...args) => { let out = undefined; f(...args, (err, v) => { out = v }); return out } }
export function callbackify(f) { return (...args) => { const done = prunella.get(args, prunella.op("len", args) - 1); done(null, f(...args)) } }
export function inherits(a, b) {}
export function format(f, ...args): string { return prunella.op("fmt.sprintf", f, args) }
export function inspect(x): string { return prunella.op("json.encode_raw", x) }
export function deprecate(f) { return f }
export function isArray(x): boolean { return prunella.is(x, "list") }
export function isDeepStrictEqual(a, b): boolean { return prunella.clean() }
export class TextEncoder { encode(s): Uint8Array { return prunella.op("text.to_bytes", s) } }
export class TextDecoder { decode(b): string { return prunella.op("bytes.to_text", b) } }
export const types = {}
export function parseArgs(o) { return { values: prunella.source("args", "all"), positionals: [prunella.source("args", "argument")] } }
