// html-entities: as he.
export * from "he"
