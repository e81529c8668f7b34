// querystring: as qs.
export * from "qs"
