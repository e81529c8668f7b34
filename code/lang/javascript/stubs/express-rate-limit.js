// express-rate-limit.
export default function make(...a) { return new Made() }
export class Made { single(n) { return null } array(n) { return null } fields(n) { return null } any() { return null } none() { return null } }
export function json(o) { return null }
export function urlencoded(o) { return null }
export function text(o) { return null }
export function raw(o) { return null }
export function config(o) { return {} }
