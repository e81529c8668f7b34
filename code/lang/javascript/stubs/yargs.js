// yargs.
import { Options } from "minimist"
export class Parser { get argv(): Options { return new Options() } option(...a) { return this } options(...a) { return this } usage(...a) { return this } alias(...a) { return this } demand(...a) { return this } demandOption(...a) { return this } default(...a) { return this } describe(...a) { return this } help(...a) { return this } command(...a) { for (const f of a) { if (prunella.is(f, "func")) f(new Options()) } return this } parse(): Options { return new Options() } parseSync(): Options { return new Options() } }
export default function yargs(a): Parser { return new Parser() }
export const argv = new Options()
