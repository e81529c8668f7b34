// request-promise: as request.
export * from "request"
export { default } from "request"
