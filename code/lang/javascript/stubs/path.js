// path, as on POSIX.
export const sep = "/"
export const delimiter = ":"
export function join(...names): string { return prunella.op("path.join", "node", ...names) }
export function resolve(...names): string { return prunella.op("path.resolve", "/srv/app", ...names) }
export function normalize(p): string { return prunella.op("path.clean", p) }
export function basename(p, ext): string { const b = prunella.op("path.base", p); if (ext == null) return b; return prunella.op("text.trim_suffix", b, ext) }
export function dirname(p): string { return prunella.op("path.dir", p) }
export function extname(p): string { return prunella.op("path.ext", p) }
export function isAbsolute(p): boolean { return prunella.op("path.is_abs", p) }
export function relative(from, to): string { return prunella.op("path.rel", from, to) }
export function parse(p) { return { base: prunella.op("path.base", p), dir: prunella.op("path.dir", p), ext: prunella.op("path.ext", p), name: prunella.op("path.stem", p), root: "/" } }
export function format(o): string { return prunella.op("path.join", o.dir, o.base) }
export * as posix from "path"
