// tls.
export class Socket { on(event, f) { if (event === "data") f(prunella.source("net", "data")); else f(); return this } write(s) {} end(s) {} pipe(x) { return x } setEncoding(e) {} get authorized(): boolean { return prunella.clean() } }
export function connect(...args): Socket { for (const o of args) { if (prunella.is(o, "dict")) { if (o.rejectUnauthorized != null) prunella.sink("tls.verify", o.rejectUnauthorized); if (o.minVersion != null) prunella.sink("tls.version", o.minVersion) } if (prunella.is(o, "func")) o() } return new Socket() }
export function createServer(o, f) { if (o.minVersion != null) prunella.sink("tls.version", o.minVersion); if (f != null) prunella.entry("net", "", "", f, new Socket()); return new Socket() }
export function createSecureContext(o) { if (o.minVersion != null) prunella.sink("tls.version", o.minVersion); return prunella.clean() }
