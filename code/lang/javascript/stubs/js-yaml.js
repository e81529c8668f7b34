// js-yaml 3 and 4: load was unsafe before 4 only with the full schema.
export function load(s, o) {
  if (prunella.is(o, "dict") && o.schema === "full") prunella.sink("deserialize", s, "node-serialize")
  return prunella.unknown(s)
}
export function safeLoad(s, o) { return prunella.unknown(s) }
export function loadAll(s, f) { return [prunella.unknown(s)] }
export function dump(o): string { return prunella.unknown(o) }
export const DEFAULT_FULL_SCHEMA = "full"
