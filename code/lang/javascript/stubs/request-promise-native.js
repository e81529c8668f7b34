// request-promise-native: as request.
export * from "request"
export { default } from "request"
