// vm: it runs code, and is no sandbox.
export function runInNewContext(code, context) { prunella.sink("code", code); return prunella.unknown(code) }
export function runInThisContext(code) { prunella.sink("code", code); return prunella.unknown(code) }
export function runInContext(code, context) { prunella.sink("code", code); return prunella.unknown(code) }
export function compileFunction(code) { prunella.sink("code", code); return prunella.unknown(code) }
export function createContext(o) { return o }
export class Script { constructor(code) { prunella.sink("code", code) } runInNewContext(c) { return prunella.clean() } runInThisContext() { return prunella.clean() } runInContext(c) { return prunella.clean() } }
