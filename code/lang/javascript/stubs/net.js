// net.
export class Socket { on(event, f) { if (event === "data") f(prunella.source("net", "data")); else f(); return this } write(s) {} end(s) {} pipe(x) { return x } setEncoding(e) {} connect(...a) { return this } destroy() {} setTimeout(ms) {} }
export class Server { listen(...a) { return this } on(e, f) { if (e === "connection") f(new Socket()); return this } close() {} }
export function createServer(a, b): Server { if (prunella.is(a, "func")) prunella.entry("net", "", "", a, new Socket()); if (prunella.is(b, "func")) prunella.entry("net", "", "", b, new Socket()); return new Server() }
export function connect(...a): Socket { return new Socket() }
export function createConnection(...a): Socket { return new Socket() }
export function isIP(s): number { if (prunella.op("ip.valid", s)) return 4; return 0 }
export function isIPv4(s): boolean { return prunella.op("ip.valid", s) }
export function isIPv6(s): boolean { return prunella.op("ip.valid", s) }
