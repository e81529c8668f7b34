// html-entities.
export function encode(s): string { return prunella.op("html.escape", `${s}`) }
export function escape(s): string { return prunella.op("html.escape", `${s}`) }
export function decode(s): string { return prunella.op("html.unescape", s) }
