// axios.
export class Answer { get data() { return prunella.source("net", "all") } get status(): number { return prunella.clean() } get headers() { return prunella.clean() } }
function ask(to, options): Answer {
  prunella.sink("url", `${to}`)
  prunella.sink("url.part", `${to}`)
  prunella.effect("request", `${to}`)
  return new Answer()
}
function whole(o): string { if (o.baseURL != null) return `${o.baseURL}${o.url}`; return o.url }
export class Axios {
  constructor(o) { this.base = o == null ? "" : o.baseURL || ""; this.defaults = { headers: { common: {} } }; this.interceptors = { request: new Chain(), response: new Chain() } }
  get(to, o): Answer { return ask(`${this.base}${to}`, o) }
  post(to, d, o): Answer { return ask(`${this.base}${to}`, o) }
  put(to, d, o): Answer { return ask(`${this.base}${to}`, o) }
  patch(to, d, o): Answer { return ask(`${this.base}${to}`, o) }
  delete(to, o): Answer { return ask(`${this.base}${to}`, o) }
  head(to, o): Answer { return ask(`${this.base}${to}`, o) }
  request(o): Answer { return ask(`${this.base}${whole(o)}`, o) }
}
export class Chain { use(a, b) {} }
export default function axios(a, b): Answer { if (prunella.is(a, "dict")) return ask(whole(a), a); return ask(a, b) }
export function get(to, o): Answer { return ask(to, o) }
export function post(to, d, o): Answer { return ask(to, o) }
export function put(to, d, o): Answer { return ask(to, o) }
export function patch(to, d, o): Answer { return ask(to, o) }
export function head(to, o): Answer { return ask(to, o) }
export function request(o): Answer { return ask(whole(o), o) }
export function create(o): Axios { return new Axios(o) }
export function isAxiosError(e): boolean { return prunella.clean() }
