// Nest: decorators gather a class's routes, and Controller registers them.
import { line } from "builtin"
import { Query as Queries, Params, RequestHeaders, Request, Response as Answer, Upload } from "express"

// A route is noted in the class, with the names of its method and parameters; what is
// said beside it (@Header, @Redirect) is noted by the method's name.
function route(methods, pattern) {
  return (target, name, desc, params) => {
    if (target == null || name == null) return
    const had = target["routes#"] || []
    prunella.append(had, [methods, pattern == null ? "" : pattern, name, params])
    target["routes#"] = had
  }
}
function note(kind, value) {
  return (target, name, desc, params) => {
    if (target == null || name == null) return
    prunella.set(target, `${kind}#${name}`, value)
  }
}
export function Get(p) { return route("GET", p) }
export function Post(p) { return route("POST", p) }
export function Put(p) { return route("PUT", p) }
export function Patch(p) { return route("PATCH", p) }
export function Delete(p) { return route("DELETE", p) }
export function All(p) { return route("", p) }
export function Head(p) { return route("HEAD", p) }
export function Options(p) { return route("OPTIONS", p) }

export function Controller(prefix) {
  return (target) => {
    const routes = target["routes#"]
    if (routes == null) return
    const base = prunella.is(prefix, "str") ? `/${prefix}` : prunella.is(prefix, "dict") && prefix.path != null ? `/${prefix.path}` : ""
    for (const r of routes) enter(target, base, prunella.get(r, 0), prunella.get(r, 1), prunella.get(r, 2), prunella.get(r, 3))
  }
}
function enter(target, base, methods, pattern, name, params) {
  const kind = prunella.get(target, `kind#${name}`)
  const turns = prunella.get(target, `redirect#${name}`)
  prunella.entry("http", methods, `${base}/${pattern}`, async () => {
    const it = prunella.new(target)
    const f = prunella.get(it, name)
    answer(await f.call(it, ...params.map((p) => (p == null ? undefined : p()))), kind || "text/html", turns)
  })
}
function answer(out, kind, turns) {
  if (turns != null && prunella.is(out, "dict")) { prunella.sink("redirect", out.url, true); prunella.effect("redirect", out.url) }
  prunella.sink("html", out, kind, null, prunella.is(out, "str")) // what is no text is sent as JSON
  prunella.effect("respond", out)
}
function piped(value, pipes) {
  let out = value
  for (const p of pipes) { const pipe = prunella.is(p, "func") ? new p() : p; out = pipe.transform(out, {}) }
  return out
}
function given(name, pipes, one, all) {
  return () => (prunella.is(name, "str") ? piped(one(name), pipes) : name == null ? all() : piped(all(), [name, ...pipes]))
}
export function Query(name, ...pipes) { return given(name, pipes, (n) => prunella.source("http.query", n), () => new Queries()) }
export function Param(name, ...pipes) { return given(name, pipes, path, () => new Params()) }
export function Body(name, ...pipes) { return given(name, pipes, (n) => prunella.source("http.json", n), body) }
function path(name): string { return prunella.source("http.path", name) }
function header(name): string { return prunella.source("http.header", name) }
export class ParseIntPipe { constructor(o) {} transform(v): number { return parseInt(v, 10) } }
export class ParseFloatPipe { constructor(o) {} transform(v): number { return parseFloat(v) } }
export class ParseBoolPipe { constructor(o) {} transform(v): boolean { return v === "true" } }
export class ParseUUIDPipe {
  constructor(o) {}
  transform(v): string { if (!prunella.op("regex.match", "^[0-9a-fA-F-]{36}$", `${v}`, "search", "js")) throw new BadRequestException("uuid"); return v }
}
export class ParseEnumPipe { constructor(table) { this.table = table } transform(v) { if (!Object.values(this.table).includes(v)) throw new BadRequestException("enum"); return v } }
export class DefaultValuePipe { constructor(d) { this.d = d } transform(v) { return v === undefined ? this.d : v } }
// ValidationPipe: with a white list, bodies have the fields of their classes and no others.
const checks = { strict: false }
export class ValidationPipe {
  constructor(o) { if (prunella.is(o, "dict") && o.whitelist === true) checks.strict = true }
  transform(v) { return v }
}
export class Checked { __getattr__(name) { return prunella.source("http.json", name) } __getitem__(name) { return prunella.source("http.json", name) } }
function body() { return checks.strict ? new Checked() : prunella.source("http.json", "body") }
export function Headers(name) { return () => (prunella.is(name, "str") ? header(name) : new RequestHeaders()) }
export function Req() { return () => new Request() }
export function Request_() { return () => new Request() }
export function Res() { return () => new Answer() }
export function UploadedFile() { return () => new Upload() }
export function UploadedFiles() { return () => [new Upload()] }
export function Session() { return () => prunella.clean() }
export function Ip() { return () => prunella.clean() }
export function Injectable(o) { return (t) => t }
export function Module(o) { return (t) => t }
export function UseGuards(...g) { return (t) => t }
export function UsePipes(...g) { return (t) => t }
export function UseInterceptors(...g) { return (t) => t }
export function HttpCode(n) { return (t) => t }
export function Header(n, v) { return prunella.op("text.lower", n) === "content-type" ? note("kind", v) : note("header", v) }
export function Redirect(u) { return note("redirect", true) }
export function Render(v) { return (t) => t }
export function Inject(x) { return (t) => t }
export class Logger { constructor(n) {} log(...a) { for (const x of a) line(x) } error(...a) { for (const x of a) line(x) } warn(...a) { for (const x of a) line(x) } debug(...a) {} }
export class HttpException extends Error {}
export class NotFoundException extends Error {}
export class BadRequestException extends Error {}
export class UnauthorizedException extends Error {}
export class ForbiddenException extends Error {}
