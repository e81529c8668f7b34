// sqlite: sqlite3 with promises.
import { Database } from "sqlite3"
export function open(o): Database { return new Database("") }
