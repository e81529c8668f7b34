// funcster.
export function deepDeserialize(o) { prunella.sink("deserialize", o, "node-serialize"); return prunella.unknown(o) }
