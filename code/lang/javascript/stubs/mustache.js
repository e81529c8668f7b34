// mustache.
export function render(template, data, o): string { prunella.sink("template", template); return prunella.clean() }
export function compile(template, o) { prunella.sink("template", template); return (data) => prunella.clean() }
export function renderFile(file, data, ...rest) { prunella.sink("path", file); for (const f of rest) { if (prunella.is(f, "func")) f(null, "") } return prunella.clean() }
export function template(t) { prunella.sink("template", t); return (data) => prunella.clean() }
export function renderString(template, data) { prunella.sink("template", template); return prunella.clean() }
export class Environment { constructor(l, o) {} renderString(t, d): string { prunella.sink("template", t); return prunella.clean() } render(n, d): string { return prunella.clean() } addFilter(n, f) {} }
export function configure(...a): Environment { return new Environment(null, null) }
export function registerHelper(n, f) {}
export function registerPartial(n, f) {}
