// serialize-to-js.
export function deserialize(s) { prunella.sink("deserialize", s, "node-serialize"); return prunella.unknown(s) }
export function serialize(o): string { return prunella.unknown(o) }
