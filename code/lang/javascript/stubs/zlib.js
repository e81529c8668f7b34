// zlib.
export function gunzipSync(b): Uint8Array { return prunella.unknown(b) }
export function gzipSync(b): Uint8Array { return prunella.unknown(b) }
export function inflateSync(b): Uint8Array { return prunella.unknown(b) }
export function deflateSync(b): Uint8Array { return prunella.unknown(b) }
export function unzipSync(b): Uint8Array { return prunella.unknown(b) }
export function gunzip(b, f) { f(null, prunella.unknown(b)) }
export function gzip(b, f) { f(null, prunella.unknown(b)) }
export function createGunzip() { return prunella.clean() }
export function createGzip() { return prunella.clean() }
