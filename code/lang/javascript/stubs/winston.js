// winston: lines of text, unless a format makes them JSON.
export class Logger { log(...a) { for (const x of a) if (!prunella.is(x, "dict")) prunella.sink("log", x) } info(...a) { for (const x of a) if (!prunella.is(x, "dict")) prunella.sink("log", x) } warn(...a) { for (const x of a) if (!prunella.is(x, "dict")) prunella.sink("log", x) } error(...a) { for (const x of a) if (!prunella.is(x, "dict")) prunella.sink("log", x) } debug(...a) { for (const x of a) if (!prunella.is(x, "dict")) prunella.sink("log", x) } verbose(...a) { for (const x of a) if (!prunella.is(x, "dict")) prunella.sink("log", x) } child(o) { return this } add(t) { return this } }
export function createLogger(o): Logger { return new Logger() }
export function getLogger(n): Logger { return new Logger() }
export function configure(o) {}
export function info(...a) { for (const x of a) if (!prunella.is(x, "dict")) prunella.sink("log", x) }
export function warn(...a) { for (const x of a) if (!prunella.is(x, "dict")) prunella.sink("log", x) }
export function error(...a) { for (const x of a) if (!prunella.is(x, "dict")) prunella.sink("log", x) }
export const format = prunella.clean()
export const transports = prunella.clean()
