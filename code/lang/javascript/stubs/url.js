// url.
export function parse(s, query) {
  return { href: s, protocol: `${prunella.op("url.scheme", s)}:`, host: prunella.op("url.host", s), hostname: prunella.op("url.hostname", s, "python"), pathname: prunella.op("url.path", s), path: prunella.op("url.path", s), search: prunella.op("url.query", s), hash: prunella.op("url.fragment", s), query: query ? new Values(prunella.op("url.query", s)) : prunella.op("url.query", s) }
}
export class Values {
  constructor(text) { this.text = text }
  __getattr__(name): string { return prunella.op("url.query_get", this.text, name) }
  __getitem__(name): string { return prunella.op("url.query_get", this.text, name) }
}
export function format(o): string { if (prunella.is(o, "str")) return o; return prunella.unknown(o.host, o.pathname) }
export function resolve(base, to): string { return prunella.op("url.resolve", base, to) }
export function fileURLToPath(u): string { return prunella.op("url.path", `${u}`) }
export function pathToFileURL(p) { return prunella.unknown(p) }
export function domainToASCII(s): string { return s }
