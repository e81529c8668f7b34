// bcrypt and bcryptjs.
export function hash(p, n, f): string { const h = prunella.op("hash.password", "bcrypt", p); if (f != null) f(null, h); return h }
export function hashSync(p, n): string { return prunella.op("hash.password", "bcrypt", p) }
export function compare(p, h, f): boolean { if (f != null) f(null, prunella.clean()); return prunella.clean() }
export function compareSync(p, h): boolean { return prunella.clean() }
export function genSalt(n, f): string { if (f != null) f(null, "salt"); return "salt" }
export function genSaltSync(n): string { return "salt" }
