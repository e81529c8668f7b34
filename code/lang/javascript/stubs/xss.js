// xss: as sanitize-html.
export { default } from "sanitize-html"
