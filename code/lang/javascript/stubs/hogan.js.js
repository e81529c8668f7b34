// hogan.js: as ejs.
export * from "ejs"
