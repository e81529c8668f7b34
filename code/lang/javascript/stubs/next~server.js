// next/server.
import { QueryParams } from "builtin"
export class NextRequest extends Request { static unknown() { return new NextRequest("") } }
export class NextResponse { constructor(body, o) {} static json(x) { prunella.effect("respond", x); return prunella.clean() } static redirect(to) { prunella.sink("redirect", `${to}`); return prunella.clean() } static next() { return prunella.clean() } static rewrite(u) { return prunella.clean() } }
