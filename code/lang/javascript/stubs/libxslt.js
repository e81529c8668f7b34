// libxslt.
export function parse(s, f) { prunella.sink("xslt", s); const out = new Stylesheet(); if (f != null) f(null, out); return out }
export class Stylesheet { apply(x, ...a): string { return prunella.clean() } }
