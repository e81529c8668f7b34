// xpath.
export function select(x, doc) { prunella.sink("xpath", x); prunella.effect("xpath", x); return [prunella.clean()] }
export function select1(x, doc) { prunella.sink("xpath", x); prunella.effect("xpath", x); return prunella.clean() }
export function evaluate(x, doc) { prunella.sink("xpath", x); prunella.effect("xpath", x); return prunella.clean() }
export function parse(x) { prunella.sink("xpath", x); return { select: (o) => [prunella.clean()], evaluate: (o) => prunella.clean() } }
