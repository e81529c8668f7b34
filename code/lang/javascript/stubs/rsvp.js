// rsvp: as es6-promise.
export * from "es6-promise"
