// filed: a file as a stream.
import { createReadStream, Stream } from "fs"
export default function filed(p): Stream { return createReadStream(p, null) }
