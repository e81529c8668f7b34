// next/navigation.
export function redirect(to) { prunella.sink("redirect", `${to}`); prunella.effect("redirect", to); throw new Error("NEXT_REDIRECT") }
export function permanentRedirect(to) { return redirect(to) }
export function notFound() { throw new Error("NEXT_NOT_FOUND") }
export function useRouter() { return new Router() }
export class Router { push(to) { prunella.sink("redirect", `${to}`) } replace(to) { prunella.sink("redirect", `${to}`) } back() {} refresh() {} }
export function useSearchParams(): Search { return new Search() }
export class Search { get(k): string { return prunella.source("dom.url", k) } }
export function usePathname(): string { return prunella.clean() }
export function useParams() { return prunella.clean() }
