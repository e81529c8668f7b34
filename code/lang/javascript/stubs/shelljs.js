// shelljs.
export class Result { get stdout(): string { return prunella.clean() } get stderr(): string { return prunella.clean() } get code(): number { return prunella.clean() } toString(): string { return prunella.clean() } }
export function exec(command, a, b): Result { prunella.sink("shell", command); prunella.effect("process", command); if (prunella.is(a, "func")) a(0, "", ""); if (prunella.is(b, "func")) b(0, "", ""); return new Result() }
export function cat(...f): Result { for (const p of f) prunella.sink("path", p); return new Result() }
export function rm(...f) { for (const p of f) prunella.sink("path", p) }
export function cp(...f) { for (const p of f) prunella.sink("path", p) }
export function mv(...f) { for (const p of f) prunella.sink("path", p) }
export function mkdir(...f) { for (const p of f) prunella.sink("path", p) }
export function test(flag, p): boolean { return prunella.clean() }
export function which(p): string { return prunella.clean() }
export function cd(p) {}
export function pwd(): string { return prunella.clean() }
export function ls(...f) { return [prunella.clean()] }
export function exit(c) {}
