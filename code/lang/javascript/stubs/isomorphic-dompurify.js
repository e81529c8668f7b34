// isomorphic-dompurify: as dompurify.
export * from "dompurify"
export { default } from "dompurify"
