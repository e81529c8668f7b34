// http2: servers, as those of http.
export * from "http"
