// marked: markup in Markdown stays markup.
export function marked(s, o): string { return prunella.unknown(s) }
export function parse(s, o): string { return prunella.unknown(s) }
export function parseInline(s, o): string { return prunella.unknown(s) }
export function setOptions(o) {}
export function use(...o) {}
export default function md(s, o): string { return prunella.unknown(s) }
