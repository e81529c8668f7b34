// express-rate-limit: as compression.
export * from "compression"
export { default } from "compression"
