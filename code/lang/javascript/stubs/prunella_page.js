// What templates call: each writes its holes here, with the constant markup around them.
import { Location } from "builtin"

export function raw(before, v, after) { prunella.sink("html", `${before}${shown(v)}${after}`, "text/html"); prunella.effect("show", shown(v)) }
export function hole(before, v, after) {
  if (prunella.is(v, "handlebars.SafeString")) return
  const text = prunella.op("html.escape", `${shown(v)}`)
  prunella.sink("html", `${before}${text}${after}`, "text/html")
  prunella.effect("show", text)
}
function shown(v) {
  if (prunella.is(v, "str") || prunella.is(v, "int") || prunella.is(v, "list") || prunella.is(v, "dict")) return v
  return prunella.is(v, "vue.Ref") ? v.value : v
}
export function link(v) { prunella.sink("script.url", shown(v)) }

// look finds a name in the data of a template, then in what its owner (an answer) keeps
// for all templates.
export function look(data, name, owner) {
  if (data == null) return undefined
  const v = prunella.get(data, name)
  if (v == null && owner != null && owner.locals != null) return prunella.get(owner.locals, name)
  return v
}
export function items(v, whole) {
  if (prunella.is(v, "vue.Ref")) return items(v.value, whole)
  if (prunella.is(v, "list")) return v
  if (prunella.is(v, "dict")) return whole == null ? Object.values(v) : [v]
  if (v == null) return []
  return whole == null ? [v] : [whole]
}
export function sure(x): boolean { return prunella.clean() }
export function store(s) { return s }

// show runs a template with data; inside of another it also has that one's.
export function show(page, data, owner) {
  if (!prunella.is(page, "func")) return ""
  page(data == null ? (prunella.is(owner, "dict") ? owner : {}) : data, owner)
  return ""
}

// compiled is a template as the function that shows it.
export function compiled(page) { return (data) => { show(page, data, null); return prunella.clean() } }

// helper: what the program registered under a name, else nobody knows.
const helpers = {}
export function register(name, f) { if (prunella.is(name, "str")) prunella.set(helpers, name, f); else Object.assign(helpers, name) }
export function helper(name, ...args) {
  const f = prunella.get(helpers, name)
  if (prunella.is(f, "func")) return f(...args)
  return prunella.unknown(...args)
}

// component makes an instance of Vue's options and lets the page write what it shows.
export function component(o, page) { prunella.entry("page", "", "", () => { page(mounted(o)) }) }
function mounted(o) {
  const self = { $route: new Route(), $refs: {}, $emit: () => {}, $nextTick: (f) => { if (f != null) f() } }
  if (o.setup != null) merge(self, o.setup({}, { emit: () => {} }))
  if (prunella.is(o.methods, "dict")) { for (const k in o.methods) prunella.set(self, k, prunella.get(o.methods, k)) }
  const data = prunella.is(o.data, "func") ? o.data.call(self, self) : o.data
  merge(self, data)
  for (const f of [o.beforeCreate, o.created, o.beforeMount, o.mounted]) { if (prunella.is(f, "func")) f.call(self) }
  if (prunella.is(o.computed, "dict")) { for (const k in o.computed) prunella.set(self, k, computed(prunella.get(o.computed, k), self)) }
  return self
}
function computed(f, self) { if (prunella.is(f, "func")) return f.call(self, self); return f.get.call(self, self) }
function merge(self, more) { if (prunella.is(more, "dict")) { for (const k in more) prunella.set(self, k, prunella.get(more, k)) } }

// Route is the page's own address, as Vue's router gives it.
export class Route { get query() { return new RouteQuery() } get params() { return new RouteQuery() } get hash(): string { return prunella.source("dom.url", "hash") } get fullPath(): string { return prunella.source("dom.url", "path") } get path(): string { return prunella.source("dom.url", "path") } }
export class RouteQuery { __getattr__(name): string { return prunella.source("dom.url", name) } __getitem__(name): string { return prunella.source("dom.url", name) } }
