// zod.
import { Kind, any, boolean, date, number, string } from "prunella_schema"
export * from "prunella_schema"
export function unknown(): Kind { return any(null) }
export function literal(v): Kind { return new Kind((x) => v) }
export function enum_(words): Kind { return new Kind((x) => prunella.get(words, 0)) }
export function nativeEnum(words): Kind { return new Kind((x) => prunella.clean()) }
export function record(k, v): Kind { return any(null) }
export function union(kinds): Kind { return prunella.get(kinds, 0) }
export class Coerce { string(): Kind { return string(null) } number(): Kind { return number(null) } boolean(): Kind { return boolean(null) } date(): Kind { return date(null) } }
export const coerce = new Coerce()
export class ZodError extends Error {}
export * as z from "zod"
