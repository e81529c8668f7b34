// @fastify/cors: as cors.
import { judge } from "cors"
export default function cors(app, o, done) { if (prunella.is(o, "dict")) judge(o.origin, o.credentials) }
