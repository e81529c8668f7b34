// What schemas of all libraries have: what one lets through has the types and the fields that it names.
export class Kind {
  constructor(make) { this.make = make }
  parse(x) { return this.make(x) }
  parseAsync(x) { return this.make(x) }
  safeParse(x) { return { success: prunella.clean(), data: this.make(x), error: prunella.clean() } }
  safeParseAsync(x) { return this.safeParse(x) }
  validate(x, o) { return { value: this.make(x), error: prunella.clean() } }
  validateAsync(x, o) { return this.make(x) }
  regex(re, m) { const make = this.make; return new Kind((x) => { const s = make(x); if (!re.test(s)) throw new Error("pattern"); return s }) }
  pattern(re, m) { return this.regex(re, m) }
  keys(table) { return object(table) }
  __getattr__(name) { return (...a) => this }
}
export function string(o): Kind { return new Kind((x) => `${x}`) }
export function number(o): Kind { return new Kind((x) => Number(x)) }
export function boolean(o): Kind { return new Kind((x) => prunella.clean()) }
export function date(o): Kind { return new Kind((x) => prunella.clean()) }
export function any(o): Kind { return new Kind((x) => x) }
export function object(table): Kind {
  return new Kind((x) => {
    const out = {}
    if (prunella.is(table, "dict")) { for (const k in table) prunella.set(out, k, prunella.get(table, k).make(prunella.get(x, k))) }
    return out
  })
}
export function array(of): Kind { return new Kind((x) => (of == null ? x : [of.make(prunella.get(x, 0))])) }
