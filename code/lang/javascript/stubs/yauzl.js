// yauzl: as unzipper.
export * from "unzipper"
