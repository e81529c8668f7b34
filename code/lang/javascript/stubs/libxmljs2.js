// libxmljs2: as libxmljs.
export * from "libxmljs"
