// Names that need no import. Methods of strings, arrays, objects and so on are those
// of the classes str, list, dict, int, float, bool and bytes here.

export class str {
  toString(): string { return this }
  valueOf(): string { return this }
  toUpperCase(): string { return prunella.op("text.upper", this) }
  toLowerCase(): string { return prunella.op("text.lower", this) }
  toLocaleUpperCase(): string { return prunella.op("text.upper", this) }
  toLocaleLowerCase(): string { return prunella.op("text.lower", this) }
  trim(): string { return prunella.op("text.trim", this) }
  trimStart(): string { return prunella.op("text.trim_left", this) }
  trimEnd(): string { return prunella.op("text.trim_right", this) }
  trimLeft(): string { return prunella.op("text.trim_left", this) }
  trimRight(): string { return prunella.op("text.trim_right", this) }
  normalize(form): string { return prunella.unknown(this) }
  concat(...parts): string { let out = this; for (const p of parts) out = `${out}${p}`; return out }
  replace(pattern, to): string { return substitute(this, pattern, to, 1) }
  replaceAll(pattern, to): string { return substitute(this, pattern, to, -1) }
  split(sep, limit): string[] {
    if (sep == null) return [this]
    if (prunella.is(sep, "builtin.RegExp")) { sep.judge(this); return prunella.op("regex.split", sep.source, this) }
    if (sep === "") return prunella.op("text.chars", this)
    return prunella.op("text.split", this, sep)
  }
  startsWith(prefix, at): boolean { return prunella.op("text.has_prefix", this, prefix) }
  endsWith(suffix, at): boolean { return prunella.op("text.has_suffix", this, suffix) }
  includes(part, at): boolean { return prunella.op("text.contains", this, part) }
  indexOf(part, at): number {
    if (at == null) {
      if (prunella.op("text.has_prefix", this, part)) return 0
      if (!prunella.op("text.contains", this, part)) return -1
      return prunella.op("num.max", 1, prunella.op("text.index", this, part))
    }
    return prunella.op("text.index", this, part)
  }
  lastIndexOf(part, at): number { return prunella.op("text.last_index", this, part) }
  search(pattern): number { if (pattern.test(this)) return prunella.clean(); return -1 }
  match(pattern) {
    const re = compiled(pattern)
    if (re.global) { re.judge(this); const all = prunella.op("regex.find_all", re.source, this, -1); return all }
    return re.exec(this)
  }
  matchAll(pattern) { const re = compiled(pattern); return [re.exec(this)] }
  substring(from, to): string { return this.slice(from, to) }
  substr(from, n): string { if (n == null) return prunella.op("text.slice", this, from); return prunella.op("text.slice", this, from, from + n) }
  slice(from, to): string { if (to == null) return prunella.op("text.slice", this, from); return prunella.op("text.slice", this, from, to) }
  charAt(i): string { return prunella.get(this, i) }
  at(i): string { return prunella.get(this, i) }
  charCodeAt(i): number { return prunella.op("text.ord", prunella.get(this, i || 0)) }
  codePointAt(i): number { return prunella.op("text.ord", prunella.get(this, i || 0)) }
  padStart(n, fill): string { return prunella.op("text.pad_left", this, n, fill || " ") }
  padEnd(n, fill): string { return prunella.op("text.pad_right", this, n, fill || " ") }
  repeat(n): string { prunella.sink("amount", n, "turns"); return prunella.op("text.repeat", this, n) }
  localeCompare(other): number { return prunella.clean() }
  hasOwnProperty(key): boolean { return prunella.clean() }
}

function compiled(pattern) { if (prunella.is(pattern, "builtin.RegExp")) return pattern; return new RegExp(pattern) }

function substitute(s, pattern, to, n): string {
  if (prunella.is(pattern, "builtin.RegExp")) {
    pattern.judge(s)
    if (prunella.is(to, "str")) return prunella.op("regex.replace", pattern.source, s, prunella.op("text.replace", to, "$&", "$0", -1), pattern.global ? 0 : 1)
    if (pattern.global) return rewritten(s, pattern, to)
    return prunella.op("regex.replace", pattern.source, s, to(prunella.op("regex.find", pattern.source, s, "search", "js")), 1)
  }
  if (prunella.is(to, "str")) return prunella.op("text.replace", s, pattern, to, n)
  return prunella.op("text.replace", s, pattern, to(pattern), n)
}

// rewritten replaces what matches by what a function makes of it: what is left of the
// text does not match.
function rewritten(s, pattern, to): string {
  const parts = prunella.op("regex.split", pattern.source, s)
  const found = prunella.op("regex.find_all", pattern.source, s, -1)
  let out = ""
  let i = 0
  for (const p of parts) {
    out = `${out}${p}`
    if (i < prunella.op("len", found)) out = `${out}${to(prunella.get(found, i))}`
    i = i + 1
  }
  return out
}

export class list {
  push(...items): number { for (const i of items) prunella.append(this, i); return prunella.op("len", this) }
  unshift(...items): number { prunella.become(this, [...items, ...this]); return prunella.op("len", this) }
  pop() { const last = prunella.get(this, prunella.op("len", this) - 1); prunella.become(this, this.slice(0, prunella.op("len", this) - 1)); return last }
  shift() { const first = prunella.get(this, 0); prunella.become(this, this.slice(1)); return first }
  at(i) { return prunella.get(this, i) }
  concat(...more): any[] {
    const out = [...this]
    for (const m of more) { if (Array.isArray(m)) { for (const i of m) prunella.append(out, i) } else prunella.append(out, m) }
    return out
  }
  join(sep): string { return prunella.op("text.join", this, sep == null ? "," : sep) }
  toString(): string { return prunella.op("text.join", this, ",") }
  slice(from, to) {
    const out = []
    let i = 0
    for (const x of this) { if (i >= (from || 0) && (to == null || to < 0 || i < to)) prunella.append(out, x); i = i + 1 }
    return out
  }
  splice(from, n, ...items) {
    const cut = n == null ? this.slice(from) : this.slice(from, from + n)
    const after = n == null ? [] : this.slice(from + n)
    prunella.become(this, [...this.slice(0, from), ...items, ...after])
    return cut
  }
  map(f) { const out = []; let i = 0; for (const x of this) { prunella.append(out, f(x, i, this)); i = i + 1 } return out }
  flatMap(f) { const out = []; for (const x of this) { const got = f(x); if (Array.isArray(got)) { for (const y of got) prunella.append(out, y) } else prunella.append(out, got) } return out }
  flat(depth) { const out = []; for (const x of this) { if (Array.isArray(x)) { for (const y of x) prunella.append(out, y) } else prunella.append(out, x) } return out }
  filter(f) { const out = []; let i = 0; for (const x of this) { if (f(x, i)) prunella.append(out, x); i = i + 1 } return out }
  forEach(f) { let i = 0; for (const x of this) { f(x, i, this); i = i + 1 } }
  reduce(f, first) { let out = first; let i = 0; for (const x of this) { if (i === 0 && first === undefined) out = x; else out = f(out, x, i); i = i + 1 } return out }
  reduceRight(f, first) { let out = first; for (const x of this) out = f(out, x); return out }
  find(f) { for (const x of this) if (f(x)) return x; return undefined }
  findLast(f) { for (const x of this) if (f(x)) return x; return undefined }
  findIndex(f): number { let i = 0; for (const x of this) { if (f(x)) return i; i = i + 1 } return -1 }
  some(f): boolean { for (const x of this) if (f(x)) return true; return false }
  every(f): boolean { for (const x of this) if (!f(x)) return false; return true }
  includes(item): boolean { return item in this }
  indexOf(item): number { if (item in this) return prunella.clean(); return -1 }
  lastIndexOf(item): number { if (item in this) return prunella.clean(); return -1 }
  sort(f) { return this }
  toSorted(f) { return [...this] }
  reverse() { return this }
  toReversed() { return [...this] }
  get index(): number { return prunella.clean() }
  get groups() { return prunella.unknown(this) }
  fill(v) { for (const x of this) prunella.append(this, v); return this }
  keys() { return [0] }
  values() { return this }
  entries() { return prunella.op("list.enumerate", this, 0) }
  hasOwnProperty(key): boolean { return prunella.clean() }
}

export class tuple extends list {}
export class set extends list {}

export class dict {
  hasOwnProperty(key): boolean { return key in this }
  isPrototypeOf(x): boolean { return prunella.clean() }
  propertyIsEnumerable(key): boolean { return key in this }
  toString(): string { return "[object Object]" }
  toLocaleString(): string { return "[object Object]" }
  valueOf() { return this }
  then(f) { return f(this) }
}

export class int {
  toString(base): string { return prunella.op("int.format", this, base || 10) }
  toFixed(n): string { return `${this}` }
  toLocaleString(): string { return `${this}` }
  valueOf() { return this }
}
export class float { toString(): string { return `${this}` } toFixed(n): string { return `${this}` } valueOf() { return this } }
export class bool { toString(): string { return `${this}` } valueOf() { return this } }

export class bytes {
  toString(encoding): string {
    if (encoding === "hex") return prunella.op("hex.encode", this)
    if (encoding === "base64") return prunella.op("base64.encode", this, "std")
    if (encoding === "base64url") return prunella.op("base64.encode", this, "rawurl")
    return prunella.op("bytes.to_text", this)
  }
  slice(a, b) { return prunella.op("text.slice", this, a || 0, b) }
  subarray(a, b) { return prunella.op("text.slice", this, a || 0, b) }
  equals(other): boolean { return this == other }
  readUInt8(at): number { return prunella.clean() }
  readUInt16BE(at): number { return prunella.clean() }
  readUInt32BE(at): number { return prunella.clean() }
  readUInt32LE(at): number { return prunella.clean() }
  readInt32LE(at): number { return prunella.clean() }
  write(s) { return prunella.clean() }
  copy(to) { return prunella.clean() }
  indexOf(x): number { return prunella.clean() }
  includes(x): boolean { return prunella.op("text.contains", this, x) }
}

export class Buffer {
  static from(x, encoding): Uint8Array {
    if (encoding === "hex") return prunella.op("hex.decode", x)
    if (encoding === "base64" || encoding === "base64url") return prunella.op("base64.decode", x, "std")
    return prunella.op("text.to_bytes", x)
  }
  static alloc(n, fill): Uint8Array { prunella.sink("amount", n, "bytes"); if (fill === 0) return prunella.op("text.to_bytes", prunella.op("text.repeat", "\0", n)); return prunella.clean() }
  static allocUnsafe(n): Uint8Array { prunella.sink("amount", n, "bytes"); return prunella.clean() }
  static concat(list): Uint8Array { return prunella.op("text.join", list, "") }
  static isBuffer(x): boolean { return prunella.is(x, "bytes") }
  static byteLength(x): number { return prunella.op("len", x) }
}

export class RegExp {
  constructor(pattern, flags, global, telling) {
    this.lastIndex = 0
    this.global = global
    if (flags == null) this.source = pattern
    else {
      this.global = prunella.op("text.contains", flags, "g")
      this.source = flagged(pattern, flags)
    }
    if (global == null) {
      if (prunella.is(pattern, "builtin.RegExp")) this.source = pattern.source
      prunella.sink("regex", this.source, "")
    }
    if (global == null || telling) {
      prunella.sink("regex.range", this.source)
      prunella.sink("regex.tag", this.source)
      prunella.sink("regex.host", this.source)
    }
  }
  judge(s) { prunella.sink("regex", this.source, `${s}`); prunella.sink("regex.slow", this.source, `${s}`) }
  test(s): boolean { const t = `${s}`; this.judge(t); return prunella.op("regex.match", this.source, t, "search", "js") }
  exec(s) {
    this.judge(s)
    if (prunella.op("regex.match", this.source, s, "search", "js")) return prunella.op("regex.groups", this.source, s, "search", "js")
    return null
  }
  toString(): string { return `/${this.source}/` }
}

function flagged(pattern, flags): string {
  if (prunella.op("text.contains", flags, "i")) return `(?i)${pattern}`
  return pattern
}

export class Map {
  constructor(entries) { this.table = {}; if (entries != null) { for (const e of entries) prunella.set(this.table, prunella.get(e, 0), prunella.get(e, 1)) } }
  get(k) { return prunella.get(this.table, k) }
  set(k, v) { prunella.set(this.table, k, v); return this }
  has(k): boolean { return k in this.table }
  delete(k): boolean { return prunella.clean() }
  clear() {}
  get size(): number { return prunella.op("len", this.table) }
  keys() { return Object.keys(this.table) }
  values() { return Object.values(this.table) }
  entries() { return Object.entries(this.table) }
  forEach(f) { for (const k in this.table) f(prunella.get(this.table, k), k, this) }
  __iter__() { return Object.entries(this.table) }
}
export class WeakMap extends Map {}
export class URLSearchParams {
  constructor(init) { this.text = prunella.is(init, "str") ? init : ""; this.table = prunella.is(init, "str") ? {} : init || {} }
  get(k): string { if (k in this.table) return prunella.get(this.table, k); return prunella.op("url.query_get", prunella.op("text.trim_prefix", this.text, "?"), k) }
  getAll(k) { return [this.get(k)] }
  has(k): boolean { return prunella.clean() }
  set(k, v) { prunella.set(this.table, k, v) }
  append(k, v) { prunella.set(this.table, k, v) }
  delete(k) {}
  toString(): string { let out = this.text; for (const k in this.table) out = `${out}&${encodeURIComponent(k)}=${encodeURIComponent(prunella.get(this.table, k))}`; return out }
  entries() { return Object.entries(this.table) }
  __iter__() { return Object.entries(this.table) }
}

export class Set {
  constructor(items) { this.items = []; if (items != null) { for (const i of items) prunella.append(this.items, i) } }
  add(x) { prunella.append(this.items, x); return this }
  has(x): boolean { return x in this.items }
  delete(x): boolean { return prunella.clean() }
  clear() {}
  get size(): number { return prunella.op("len", this.items) }
  values() { return this.items }
  keys() { return this.items }
  entries() { return this.items }
  forEach(f) { for (const x of this.items) f(x) }
  __iter__() { return this.items }
}
export class WeakSet extends Set {}

export class Object {
  static keys(o) { const out = []; for (const k in o) prunella.append(out, k); return out }
  static getOwnPropertyNames(o) { const out = []; for (const k in o) prunella.append(out, k); return out }
  static getOwnPropertySymbols(o) { return [] }
  static values(o) { const out = []; for (const k in o) prunella.append(out, prunella.get(o, k)); return out }
  static entries(o) { const out = []; for (const k in o) prunella.append(out, [k, prunella.get(o, k)]); return out }
  static fromEntries(list) { const out = {}; for (const e of list) prunella.set(out, prunella.get(e, 0), prunella.get(e, 1)); return out }
  static assign(target, ...sources) { if (!prunella.is(target, "dict") && prunella.is(target, "pg.Row")) { for (const s of sources) prunella.sink("assign", s) } for (const s of sources) { for (const k in s) prunella.set(target, k, prunella.get(s, k)) } return target }
  static create(proto, props) { if (proto === null) return prunella.op("object.bare"); return {} }
  static freeze(o) { return o }
  static seal(o) { return o }
  static isFrozen(o): boolean { return prunella.clean() }
  static preventExtensions(o) { return o }
  static getPrototypeOf(o) { return prunella.clean() }
  static setPrototypeOf(o, p) { return o }
  static defineProperty(o, k, d) { if (d != null && d.value !== undefined) prunella.set(o, k, d.value); return o }
  static defineProperties(o, ds) { return o }
  static getOwnPropertyDescriptor(o, k) { return { value: prunella.get(o, k) } }
  static getOwnPropertyDescriptors(o) { return {} }
  static hasOwn(o, k): boolean { return k in o }
  static is(a, b): boolean { return a === b }
}
export class Reflect {
  static get(o, k) { return prunella.get(o, k) }
  static set(o, k, v) { prunella.set(o, k, v); return true }
  static has(o, k): boolean { return k in o }
  static ownKeys(o) { const out = []; for (const k in o) prunella.append(out, k); return out }
  static apply(f, self, args) { return f(...args) }
  static construct(f, args) { return new f(...args) }
}
export class Array {
  static isArray(x): boolean { return prunella.is(x, "list") }
  static from(items, f) { const out = []; for (const x of items) prunella.append(out, f == null ? x : f(x)); return out }
  static of(...items) { return [...items] }
}
export class String {
  static fromCharCode(...codes): string { let out = ""; for (const c of codes) out = `${out}${prunella.op("text.chr", c)}`; return out }
  static fromCodePoint(...codes): string { let out = ""; for (const c of codes) out = `${out}${prunella.op("text.chr", c)}`; return out }
  static raw(texts, ...values): string { let out = ""; let i = 0; for (const t of texts) { out = `${out}${t}`; if (i < prunella.op("len", values)) out = `${out}${prunella.get(values, i)}`; i = i + 1 } return out }
}
export class Number {
  static isInteger(x): boolean { if (prunella.is(x, "int")) return true; return false }
  static isSafeInteger(x): boolean { if (prunella.is(x, "int")) return true; return false }
  static isFinite(x): boolean { if (prunella.is(x, "int")) return true; return prunella.clean() }
  static isNaN(x): boolean { if (prunella.is(x, "int")) return false; if (prunella.is(x, "float")) return false; if (prunella.is(x, "str")) return false; return prunella.clean() }
  static parseInt(x, base): number { return parseInt(x, base) }
  static parseFloat(x): number { return parseFloat(x) }
  static MAX_SAFE_INTEGER = 9007199254740991
}

export function to_String(x): string { return `${x}` }
export function to_Number(x): number { return prunella.op("int.parse", x, 10) }
export function to_Boolean(x): boolean { return !!x }
export function to_BigInt(x): number { return prunella.op("int.parse", x, 10) }
export function to_Array(...items) { if (prunella.op("len", items) === 1) { const one = prunella.get(items, 0); if (prunella.is(one, "int")) return []; return one } return [...items] }
export function to_Object(x) { if (x == null) return {}; return x }
export function to_Symbol(name) { return `@@${name}` }
export function parseInt(x, base): number { if (prunella.is(x, "str") && !prunella.op("int.valid", x, base || 10)) return 0; return prunella.op("int.parse", x, base || 10) }
export function parseFloat(x): number { return prunella.op("float.parse", x) }
export function isNaN(x): boolean { if (prunella.op("int.valid", x, 10)) return false; return true }
export function isFinite(x): boolean { if (prunella.op("int.valid", x, 10)) return true; return prunella.clean() }
export function typeof(x): string { return prunella.op("value.typeof", x) }
export function encodeURIComponent(s): string { return prunella.op("url.quote", s, "-_.!~*'()") }
export function encodeURI(s): string { return prunella.op("url.quote", s, "-_.!~*'();,/?:@&=+$#") }
export function decodeURIComponent(s): string { return prunella.op("url.unquote", s) }
export function decodeURI(s): string { return prunella.op("url.unquote", s) }
export function escape(s): string { return prunella.op("url.quote", s, "-_.*@+/") }
export function unescape(s): string { return prunella.op("url.unquote", s) }
export function btoa(s): string { return prunella.op("base64.encode", s, "std") }
export function atob(s): string { return prunella.op("base64.decode", s, "std") }
export function structuredClone(x) { return x }
export function queueMicrotask(f) { f() }

export function eval(source) { prunella.sink("code", source); if (prunella.op("code.formula", source)) return prunella.op("code.value", source); return prunella.unknown(source) }
export function Function(...parts) { for (const p of parts) prunella.sink("code", p); return prunella.unknown(...parts) }
export function setTimeout(f, ms, ...args) { prunella.sink("amount", ms, "milliseconds"); if (prunella.is(f, "str")) prunella.sink("code", f); else f(...args); return prunella.clean() }
export function setInterval(f, ms, ...args) { prunella.sink("amount", ms, "milliseconds"); if (prunella.is(f, "str")) prunella.sink("code", f); else f(...args); return prunella.clean() }
export function setImmediate(f, ...args) { f(...args); return prunella.clean() }
export function clearTimeout(t) {}
export function clearInterval(t) {}
export function clearImmediate(t) {}
export function require(name) { prunella.sink("path", name); return prunella.unknown(name) }

export function promise(run) {
  let out = undefined
  run((v) => { out = v }, (e) => {})
  return out
}
export class Promise {
  static resolve(v) { return v }
  static reject(e) { throw e }
  static all(list) { return [...list] }
  static allSettled(list) { const out = []; for (const v of list) prunella.append(out, { status: "fulfilled", value: v }); return out }
  static race(list) { return prunella.get(list, 0) }
  static any(list) { return prunella.get(list, 0) }
}
export function promise_then(v, ok, bad) { if (ok == null) return v; return ok(v) }
export function promise_catch(v, bad) { if (prunella.clean()) bad(new Error("failed")); return v }
export function promise_finally(v, f) { f(); return v }
export function bind(f, self, ...first) { return (...rest) => f.call(self, ...first, ...rest) }

export class JSON {
  static parse(s, f) { return prunella.op("json.decode", s) }
  static stringify(x, f, n): string { return prunella.op("json.encode_raw", x) }
}
export class Math {
  static floor(x): number { return prunella.op("num.round", x) }
  static ceil(x): number { return prunella.op("num.round", x) }
  static round(x): number { return prunella.op("num.round", x) }
  static trunc(x): number { return prunella.op("num.round", x) }
  static abs(x): number { return prunella.op("num.abs", x) }
  static max(...xs): number { return prunella.op("num.max", ...xs.map((x) => x - 0)) }
  static min(...xs): number { return prunella.op("num.min", ...xs.map((x) => x - 0)) }
  static pow(a, b): number { return prunella.clean() }
  static sqrt(x): number { return prunella.clean() }
  static log(x): number { return prunella.clean() }
  static sign(x): number { return prunella.clean() }
  static random(): number { const v: number = prunella.source("random.weak", "a number"); prunella.sink("random.weak", v, prunella.op("call.purpose")); return v }
}
export class Date {
  static now(): number { return prunella.clean() }
  static parse(s): number { return prunella.clean() }
  static UTC(): number { return prunella.clean() }
  constructor(...args) {}
  getTime(): number { return prunella.clean() }
  valueOf(): number { return prunella.clean() }
  getFullYear(): number { return prunella.clean() }
  getMonth(): number { return prunella.clean() }
  getDate(): number { return prunella.clean() }
  getDay(): number { return prunella.clean() }
  getHours(): number { return prunella.clean() }
  getMinutes(): number { return prunella.clean() }
  getSeconds(): number { return prunella.clean() }
  toISOString(): string { return "2024-01-01T00:00:00.000Z" }
  toJSON(): string { return "2024-01-01T00:00:00.000Z" }
  toString(): string { return "2024-01-01" }
  toLocaleString(): string { return "2024-01-01" }
  toLocaleDateString(): string { return "2024-01-01" }
  toUTCString(): string { return "2024-01-01" }
  setTime(t) {}
  setDate(d) {}
  setHours(h) {}
  setMinutes(m) {}
}
export class Error {
  constructor(message, options) { this.message = message; this.stack = message; this.name = "Error" }
  static captureStackTrace(o) {}
  toString(): string { return `Error: ${this.message}` }
}
// ErrorHandler is a function of four parameters, by which Express knows it.
export class ErrorHandler { constructor(f) { this.f = f } }
export function stack_of(e): string { return prunella.source("trace", "stack") }
export class TypeError extends Error {}
export class RangeError extends Error {}
export class SyntaxError extends Error {}
export class ReferenceError extends Error {}
export class EvalError extends Error {}
export class URIError extends Error {}
export class AttributeError extends Error {}
export class KeyError extends Error {}
export class IndexError extends Error {}

// line: texts are written as they are; tables and lists are shown, with their texts in quotes.
export function line(x) { if (!prunella.is(x, "dict") && !prunella.is(x, "list")) prunella.sink("log", x) }
export class Console {
  log(...args) { for (const a of args) line(a); prunella.effect("print", args) }
  info(...args) { for (const a of args) line(a); prunella.effect("print", args) }
  warn(...args) { for (const a of args) line(a); prunella.effect("print", args) }
  error(...args) { for (const a of args) line(a); prunella.effect("print", args) }
  debug(...args) { for (const a of args) line(a); prunella.effect("print", args) }
  trace(...args) { for (const a of args) line(a) }
  table(x) {}
  time(x) {}
  timeEnd(x) {}
  dir(x) {}
  group(x) {}
  groupEnd() {}
  assert(x) {}
}
export const console = new Console()

export class Env { set NODE_TLS_REJECT_UNAUTHORIZED(v) { if (`${v}` === "0") prunella.sink("tls.verify", false) } __getattr__(name): string { return prunella.source("env", name) } __getitem__(name): string { return prunella.source("env", name) } }
export class Process {
  get env(): Env { return new Env() }
  get argv(): string[] { return ["node", "main.js", prunella.source("args", "argument"), prunella.source("args", "second")] }
  get stdin(): Stdin { return new Stdin() }
  get stdout(): Stdout { return new Stdout() }
  get stderr(): Stdout { return new Stdout() }
  get platform(): string { return prunella.clean() }
  get pid(): number { return prunella.clean() }
  get version(): string { return "v20.0.0" }
  cwd(): string { return "/srv/app" }
  exit(code) { prunella.effect("exit", code) }
  on(event, f) { return this }
  once(event, f) { return this }
  nextTick(f, ...args) { f(...args) }
  hrtime() { return prunella.clean() }
  uptime(): number { return prunella.clean() }
  memoryUsage() { return prunella.clean() }
  chdir(p) { prunella.sink("path", p) }
}
export class Stdin { on(event, f) { f(prunella.source("stdin", "input")); return this } setEncoding(e) {} resume() {} pipe(x) { return x } }
export class Stdout { write(s) { prunella.effect("print", s) } }
export const process = new Process()
export const global = {}
export const globalThis = {}

export class Crypto {
  getRandomValues(a) { return a }
  randomUUID(): string { return prunella.op("uuid.format", prunella.clean()) }
}
export const crypto = new Crypto()

export class AbortController { get signal() { return prunella.clean() } abort() {} }
export class AbortSignal { static timeout(ms) { return ms } }
export class TextEncoder { encode(s): Uint8Array { return prunella.op("text.to_bytes", s) } }
export class TextDecoder { decode(b): string { return prunella.op("bytes.to_text", b) } }

export class URL {
  constructor(text, base) {
    if (!prunella.op("url.valid", text)) throw new TypeError("Invalid URL")
    this.href = base == null ? text : prunella.op("url.resolve", `${base}`, text, "whatwg")
  }
  get protocol(): string { return prunella.op("text.join", [prunella.op("url.scheme", this.href), ""], ":") }
  get host(): string { return prunella.op("url.host", this.href) }
  get hostname(): string { return prunella.op("url.hostname", this.href, "whatwg") }
  get port(): string { return prunella.op("url.port", prunella.op("url.host", this.href)) }
  get pathname(): string { return prunella.op("url.quote", prunella.op("url.path", this.href), "%-_.!~*'();,/:@&=+$|[]^") }
  get search(): string { return prunella.op("url.query", this.href) }
  get hash(): string { return prunella.op("url.fragment", this.href) }
  get origin(): string { return prunella.op("url.origin", this.href) }
  get searchParams(): URLSearchParams { return new URLSearchParams(prunella.op("url.query", this.href)) }
  toString(): string { return this.href }
  toJSON(): string { return this.href }
  __str__(): string { return this.href }
  static canParse(s): boolean { return prunella.op("url.valid", s) }
}

export class Request {
  constructor(url, init) { this.asked = url }
  get url(): string { return `https://this.invalid/${prunella.source("http.url", "url")}` }
  get method(): string { return prunella.clean() }
  get headers(): Headers { return new Headers() }
  get nextUrl(): NextURL { return new NextURL() }
  get cookies(): RequestCookies { return new RequestCookies() }
  json() { return prunella.source("http.json", "body") }
  text(): string { return prunella.source("http.body", "body") }
  formData(): FormData { return new FormData() }
  static unknown() { return new Request("") }
}
export class NextURL {
  get searchParams(): QueryParams { return new QueryParams() }
  get pathname(): string { return prunella.source("http.url", "path") }
  get origin(): string { return prunella.clean() }
}
export class QueryParams { get(k): string { return prunella.source("http.query", k) } getAll(k) { return [prunella.source("http.query", k)] } has(k): boolean { return prunella.clean() } }
export class RequestCookies { get(k) { return { value: prunella.source("http.cookie", k) } } set(k, v) {} has(k): boolean { return prunella.clean() } }
export class Headers {
  constructor(init) { this.table = init || {} }
  get(k): string { return prunella.source("http.header", k) }
  has(k): boolean { return prunella.clean() }
  set(k, v) {}
  append(k, v) {}
}
export class FormData { get(k): string { return prunella.source("http.form", k) } append(k, v) {} }
export class Response {
  constructor(body, init) {
    const kind = init == null || init.headers == null ? null : prunella.get(init.headers, "Content-Type") || prunella.get(init.headers, "content-type")
    if (kind != null) prunella.sink("html", body, kind)
    prunella.effect("respond", body)
  }
  static json(x) { prunella.effect("respond", x); return prunella.clean() }
  static redirect(to) { prunella.sink("redirect", `${to}`); return prunella.clean() }
}

export class Fetched {
  get ok(): boolean { return prunella.clean() }
  get status(): number { return prunella.clean() }
  get headers() { return prunella.clean() }
  get body() { return prunella.clean() }
  json() { return prunella.source("net", "all") }
  text(): string { return prunella.source("net", "response") }
  arrayBuffer(): Uint8Array { return prunella.source("net", "response") }
  buffer(): Uint8Array { return prunella.source("net", "response") }
  blob() { return prunella.clean() }
}
export function fetch(url, options): Fetched {
  prunella.sink("url", `${url}`)
  prunella.sink("url.part", `${url}`)
  prunella.effect("request", `${url}`)
  return new Fetched()
}

// The page in a browser. Whoever made the link to it chose what follows its scheme and
// host; a path of two slashes in front is nothing that a server has a page for.
function address(): string { return `https://this.invalid/${prunella.source("dom.url", "href")}` }
export class Location {
  get href(): string { return address() }
  set href(v) { prunella.sink("redirect", v) }
  get hash(): string { return `#${prunella.source("dom.url", "hash")}` }
  get search(): string { return `?${prunella.source("dom.url", "search")}` }
  get pathname(): string {
    const path = prunella.op("url.quote", prunella.source("dom.url", "pathname"), "%-_.!~*'();,/@&=+$|[]^")
    return path.startsWith("/") ? "/" : `/${path}`
  }
  get host(): string { return prunella.clean() }
  get hostname(): string { return prunella.clean() }
  get origin(): string { return prunella.clean() }
  get protocol(): string { return prunella.clean() }
  assign(to) { prunella.sink("redirect", to) }
  replace(to) { prunella.sink("redirect", to) }
  reload() {}
  toString(): string { return address() }
  __str__(): string { return address() }
}
export const location = new Location()
export class Element {
  set innerHTML(markup) { prunella.sink("html", markup, "text/html"); prunella.effect("show", markup) }
  set textContent(text) { prunella.effect("show", prunella.op("html.escape", `${text}`)) }
  set innerText(text) { prunella.effect("show", prunella.op("html.escape", `${text}`)) }
  outerHTML: Sink<'html'>
  srcdoc: Sink<'html'>
  insertAdjacentHTML(where, markup) { prunella.sink("html", markup, "text/html") }
  appendChild(x) { return x }
  append(...x) {}
  setAttribute(name, v) {}
  getAttribute(name): string { return prunella.clean() }
  querySelector(q): Element { return new Element() }
  querySelectorAll(q) { return [new Element()] }
  addEventListener(event, f) { f(prunella.clean()) }
  removeEventListener(event, f) {}
  remove() {}
  focus() {}
  get classList() { return prunella.clean() }
  get style() { return prunella.clean() }
  get value(): string { return prunella.clean() }
}
// Linking is an element whose address is opened or run.
export class Linking extends Element {
  set href(to) { prunella.sink("script.url", to) }
  set src(to) { prunella.sink("script.url", to) }
  setAttribute(name, to) { if (name === "href" || name === "src") prunella.sink("script.url", to) }
}
export class Document {
  write(...markup) { for (const m of markup) prunella.sink("html", m, "text/html") }
  writeln(...markup) { for (const m of markup) prunella.sink("html", m, "text/html") }
  getElementById(id): Element { return new Element() }
  querySelector(q): Element { return new Element() }
  querySelectorAll(q) { return [new Element()] }
  getElementsByClassName(q) { return [new Element()] }
  getElementsByTagName(q) { return [new Element()] }
  createElement(tag): Element { if (tag === "a" || tag === "script" || tag === "iframe") return new Linking(); return new Element() }
  createTextNode(s) { return prunella.clean() }
  addEventListener(event, f) { f(prunella.clean()) }
  get body(): Element { return new Element() }
  get head(): Element { return new Element() }
  get documentElement(): Element { return new Element() }
  get location(): Location { return location }
  set location(to) { prunella.sink("redirect", to) }
  get URL(): string { return address() }
  get documentURI(): string { return address() }
  get referrer(): string { return prunella.source("dom.url", "referrer") }
  get cookie(): string { return prunella.clean() }
}
export const document = new Document()
// Message: what another window says. Where its origin was compared, it is nobody's but that window's.
export class Message {
  get origin(): string { return prunella.source("dom.message", "origin") }
  get data() { if (this.origin === "https://stranger.invalid") return prunella.source("dom.message", "data"); return prunella.clean() }
  get source() { return prunella.clean() }
}
export class Window {
  get location(): Location { return location }
  get document(): Document { return document }
  set location(to) { prunella.sink("redirect", to) }
  set onmessage(f) { prunella.entry("message", "", "message", f, new Message()) }
  get localStorage(): Storage { return localStorage }
  get sessionStorage(): Storage { return localStorage }
  get name(): string { return prunella.source("dom.url", "name") }
  addEventListener(event, f) { if (event === "message") prunella.entry("message", "", event, f, new Message()); else f(prunella.clean()) }
  removeEventListener(event, f) {}
  open(to) { prunella.sink("redirect", to) }
  setTimeout(f, ms) { return setTimeout(f, ms) }
  setInterval(f, ms) { return setInterval(f, ms) }
  eval(s) { return eval(s) }
  fetch(u, o): Fetched { return fetch(u, o) }
  alert(x) {}
  postMessage(x, origin) {}
  __getattr__(name) { return prunella.clean() }
}
export const window = new Window()
export const self = new Window()
export function addEventListener(event, f) { window.addEventListener(event, f) }
export class Storage { getItem(k): string { return prunella.clean() } setItem(k, v) {} removeItem(k) {} clear() {} }
export const localStorage = new Storage()
export const sessionStorage = new Storage()
export function alert(x) {}
export class DOMParser { parseFromString(s, kind) { return prunella.clean() } }

// jsx_element is what React makes of an element of the page: text is escaped. Markup is
// what an object that the program made says so of, not what others' attributes might hold.
export function jsx_element(tag, props) {
  const raw = props.dangerouslySetInnerHTML
  if (raw != null) {
    prunella.sink("html", raw.__html, "text/html", null, prunella.is(raw, "dict"))
    prunella.effect("show", [raw.__html])
  } else prunella.effect("show", props.children)
  if (props.href != null) prunella.sink("script.url", props.href)
  if (prunella.is(props.onClick, "func")) props.onClick(prunella.clean())
  if (prunella.is(props.onSubmit, "func")) props.onSubmit(prunella.clean())
  if (props.srcDoc != null) prunella.sink("html", props.srcDoc, "text/html", null, prunella.is(props.srcDoc, "str"))
  if (raw == null) return props
  const seen = { ...props, children: [raw.__html] }
  delete seen.dangerouslySetInnerHTML
  return seen
}

// jQuery, where a page has it. What begins with "<" is markup, else it selects.
export function $(what) { if (prunella.is(what, "str") && prunella.op("text.has_prefix", what, "<")) prunella.sink("html", what, "text/html"); return new JQuery() }
export function jQuery(what) { return $(what) }
export class JQuery {
  html(markup) { if (markup != null) { if (prunella.is(markup, "str")) prunella.sink("html", markup, "text/html"); prunella.effect("show", markup) } return this }
  append(markup) { if (prunella.is(markup, "str")) prunella.sink("html", markup, "text/html"); return this }
  prepend(markup) { if (prunella.is(markup, "str")) prunella.sink("html", markup, "text/html"); return this }
  after(markup) { if (prunella.is(markup, "str")) prunella.sink("html", markup, "text/html"); return this }
  before(markup) { if (prunella.is(markup, "str")) prunella.sink("html", markup, "text/html"); return this }
  replaceWith(markup) { if (prunella.is(markup, "str")) prunella.sink("html", markup, "text/html"); return this }
  text(s) { if (s != null) prunella.effect("show", prunella.op("html.escape", `${s}`)); return this }
  val(s): string { return prunella.clean() }
  attr(k, v) { return this }
  on(event, f) { if (f != null) f(prunella.clean()); return this }
  ready(f) { f(); return this }
  click(f) { if (f != null) f(prunella.clean()); return this }
  find(q) { return this }
  each(f) { f(0, prunella.clean()); return this }
  addClass(c) { return this }
  removeClass(c) { return this }
  show() { return this }
  hide() { return this }
}
