// https: as http, with another scheme.
import { ask, ClientRequest } from "http"
export * from "http"
export function request(to, a, b): ClientRequest { return ask("https:", to, a, b) }
export function get(to, a, b): ClientRequest { return ask("https:", to, a, b) }
