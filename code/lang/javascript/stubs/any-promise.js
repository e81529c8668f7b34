// any-promise: as bluebird.
export * from "bluebird"
