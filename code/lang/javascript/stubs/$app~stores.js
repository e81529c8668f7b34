// SvelteKit: the page that is shown.
import { RouteQuery } from "prunella_page"
export class Address { get searchParams(): Search { return new Search() } get hash(): string { return prunella.source("dom.url", "hash") } get pathname(): string { return prunella.source("dom.url", "path") } get href(): string { return prunella.source("dom.url", "href") } get search(): string { return prunella.source("dom.url", "search") } get origin(): string { return prunella.clean() } }
export class Search { get(k): string { return prunella.source("dom.url", k) } getAll(k) { return [this.get(k)] } has(k): boolean { return prunella.clean() } }
export class Page { get url(): Address { return new Address() } get params() { return new RouteQuery() } get data() { return prunella.clean() } get form() { return prunella.clean() } }
export const page = new Page()
export const navigating = prunella.clean()
