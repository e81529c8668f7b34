// multer: as compression.
export * from "compression"
export { default } from "compression"
