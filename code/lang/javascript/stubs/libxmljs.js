// libxmljs.
export function parseXml(s, o) { prunella.sink("xml", s, o != null && o.noent ? true : false); return new Document() }
export function parseXmlString(s, o) { return parseXml(s, o) }
export class Document { get(x) { prunella.sink("xpath", x); return prunella.clean() } find(x) { prunella.sink("xpath", x); return prunella.clean() } root() { return this } toString(): string { return prunella.clean() } }
