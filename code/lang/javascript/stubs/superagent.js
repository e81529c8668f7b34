// superagent: as request.
export * from "request"
export { default } from "request"
