// React Router: what the page's address says. It moves inside the application only.
import { URLSearchParams } from "builtin"
export class Spot { get search(): string { return prunella.source("dom.url", "search") } get hash(): string { return prunella.source("dom.url", "hash") } get pathname(): string { return prunella.source("dom.url", "pathname") } get state() { return prunella.clean() } }
export class Parts { __getattr__(name): string { return prunella.source("dom.url", name) } }
export function useSearchParams() { return [new URLSearchParams(prunella.source("dom.url", "search")), (x) => {}] }
export function useParams(): Parts { return new Parts() }
export function useLocation(): Spot { return new Spot() }
export function useNavigate() { return (to, o) => {} }
