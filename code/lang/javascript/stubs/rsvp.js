// rsvp: as bluebird.
export * from "bluebird"
