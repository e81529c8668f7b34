// node-serialize: functions in the text are run.
export function unserialize(s) { prunella.sink("deserialize", s, "node-serialize"); return prunella.op("json.decode", s) }
export function serialize(o): string { return prunella.unknown(o) }
