// handlebars: as ejs.
export * from "ejs"
