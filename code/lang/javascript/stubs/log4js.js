// log4js: as winston.
export * from "winston"
