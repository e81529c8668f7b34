// joi.
import { Kind, any, object } from "prunella_schema"
export * from "prunella_schema"
export function compile(x): Kind { return prunella.is(x, "prunella_schema.Kind") ? x : object(x) }
export function alternatives(...a): Kind { return any(null) }
export function valid(...words): Kind { return new Kind((x) => prunella.get(words, 0)) }
export class ValidationError extends Error {}
