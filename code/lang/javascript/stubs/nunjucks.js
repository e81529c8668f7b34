// nunjucks: as ejs.
export * from "ejs"
