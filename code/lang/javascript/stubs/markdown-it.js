// markdown-it: markup is escaped unless "html" is on.
export class Writer { constructor(raw) { this.raw = raw } render(s, e): string { if (this.raw) return prunella.unknown(s); return prunella.clean() } renderInline(s): string { return this.render(s) } use(...p) { return this } set(o) { return this } enable(x) { return this } disable(x) { return this } }
export default function markdownit(o, more): Writer { return new Writer(prunella.is(o, "dict") && o.html === true) }
