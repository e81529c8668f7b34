// unzip: as unzipper.
export * from "unzipper"
