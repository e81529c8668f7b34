// zlib.
function unpacked(b, o): Uint8Array { if (!prunella.is(o, "dict") || o.maxOutputLength == null) prunella.sink("bomb", b); prunella.effect("unpack", b); if (prunella.is(o, "dict") && o.maxOutputLength != null && prunella.op("len", `${b}`) > o.maxOutputLength) throw new RangeError("too large"); return prunella.unknown(b) }
function called(b, o, f) { const out = unpacked(b, o); if (prunella.is(o, "func")) o(null, out); else f(null, out) }
export function gunzipSync(b, o): Uint8Array { return unpacked(b, o) }
export function brotliDecompressSync(b, o): Uint8Array { return unpacked(b, o) }
export function inflate(b, o, f) { called(b, o, f) }
export function unzip(b, o, f) { called(b, o, f) }
export function brotliDecompress(b, o, f) { called(b, o, f) }
export function gzipSync(b): Uint8Array { return prunella.unknown(b) }
export function inflateSync(b, o): Uint8Array { return unpacked(b, o) }
export function deflateSync(b): Uint8Array { return prunella.unknown(b) }
export function unzipSync(b, o): Uint8Array { return unpacked(b, o) }
export function gunzip(b, o, f) { called(b, o, f) }
export function gzip(b, f) { f(null, prunella.unknown(b)) }
export function createGunzip() { return prunella.clean() }
export function createGzip() { return prunella.clean() }
