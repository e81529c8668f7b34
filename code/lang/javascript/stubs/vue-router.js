// vue-router.
import { Route } from "prunella_page"
export class Router { push(to) { if (prunella.is(to, "str")) prunella.sink("redirect", to, true) } replace(to) { this.push(to) } back() {} go(n) {} beforeEach(f) {} get currentRoute() { return { value: new Route() } } }
export function useRoute(): Route { return new Route() }
export function useRouter(): Router { return new Router() }
export function createRouter(o): Router { return new Router() }
export function createWebHistory(b) { return b }
