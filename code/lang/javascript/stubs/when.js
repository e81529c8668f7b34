// when: as bluebird.
export * from "bluebird"
