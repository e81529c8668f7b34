// Nest: decorators gather a class's routes, and Controller registers them.
import { Query as Queries, Params, RequestHeaders, Request, Response as Answer, Upload } from "express"

function route(methods, pattern) {
  return (target, name, desc, params) => {
    if (target == null || name == null) return
    const had = prunella.get(target, "routes#") || []
    prunella.append(had, [methods, pattern == null ? "" : pattern, name, params])
    prunella.set(target, "routes#", had)
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
    const base = prunella.is(prefix, "str") ? `/${prefix}` : ""
    for (const r of routes) enter(target, base, prunella.get(r, 0), prunella.get(r, 1), prunella.get(r, 2), prunella.get(r, 3))
  }
}
function enter(target, base, methods, pattern, name, params) {
  prunella.entry("http", methods, `${base}/${pattern}`, () => {
    const it = prunella.new(target)
    const out = prunella.get(it, name).call(it, ...params.map((p) => (p == null ? undefined : p())))
    if (prunella.is(out, "str")) prunella.sink("html", out, "text/html")
    prunella.effect("respond", out)
  })
}
export function Query(name) { return () => (prunella.is(name, "str") ? prunella.source("http.query", name) : new Queries()) }
export function Param(name) { return () => (prunella.is(name, "str") ? path(name) : new Params()) }
function path(name): string { return prunella.source("http.path", name) }
function header(name): string { return prunella.source("http.header", name) }
export function Body(name) { return () => (prunella.is(name, "str") ? prunella.source("http.json", name) : prunella.source("http.json", "body")) }
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
export function Header(n, v) { return (t) => t }
export function Redirect(u) { return (t) => t }
export function Render(v) { return (t) => t }
export function Inject(x) { return (t) => t }
export class Logger { constructor(n) {} log(...a) { for (const x of a) prunella.sink("log", x) } error(...a) { for (const x of a) prunella.sink("log", x) } warn(...a) { for (const x of a) prunella.sink("log", x) } debug(...a) {} }
export class HttpException extends Error {}
export class NotFoundException extends Error {}
export class BadRequestException extends Error {}
export class UnauthorizedException extends Error {}
export class ForbiddenException extends Error {}
