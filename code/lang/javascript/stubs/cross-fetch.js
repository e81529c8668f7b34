// cross-fetch: as node-fetch.
export { default } from "node-fetch"
