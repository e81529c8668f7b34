// es6-promise: as bluebird.
export * from "bluebird"
