// qs.
import { Values } from "url"
export function parse(s) { return new Values(s) }
export function decode(s) { return new Values(s) }
export function stringify(o): string { let out = ""; for (const k in o) out = `${out}&${encodeURIComponent(k)}=${encodeURIComponent(prunella.get(o, k))}`; return out }
export function escape(s): string { return encodeURIComponent(s) }
export function unescape(s): string { return decodeURIComponent(s) }
