// q: as bluebird.
export * from "bluebird"
