// readline.
export class Interface { question(q, f) { f(prunella.source("stdin", "answer")) } on(event, f) { f(prunella.source("stdin", "line")); return this } close() {} __iter__() { return [prunella.source("stdin", "line")] } }
export function createInterface(o): Interface { return new Interface() }
