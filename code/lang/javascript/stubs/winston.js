// winston: lines of text, unless a format makes them JSON.
import { line } from "builtin"
export class Logger { log(...a) { for (const x of a) line(x) } info(...a) { for (const x of a) line(x) } warn(...a) { for (const x of a) line(x) } error(...a) { for (const x of a) line(x) } debug(...a) { for (const x of a) line(x) } verbose(...a) { for (const x of a) line(x) } child(o) { return this } add(t) { return this } }
export function createLogger(o): Logger { return new Logger() }
export function getLogger(n): Logger { return new Logger() }
export function configure(o) {}
export function info(...a) { for (const x of a) line(x) }
export function warn(...a) { for (const x of a) line(x) }
export function error(...a) { for (const x of a) line(x) }
export const format = prunella.clean()
export const transports = prunella.clean()
