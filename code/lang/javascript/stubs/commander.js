// commander.
import { Options } from "minimist"
export class Command { command(...a) { return this } option(...a) { return this } requiredOption(...a) { return this } argument(...a) { return this } arguments(...a) { return this } description(...a) { return this } version(...a) { return this } usage(...a) { return this } name(n) { return this } alias(n) { return this } action(f) { f(prunella.source("args", "argument"), new Options(), new Options()); return this } parse(...a) { return this } parseAsync(...a) { return this } opts(): Options { return new Options() } get args() { return [prunella.source("args", "argument")] } addCommand(c) { return this } help() {} on(e, f) { return this } }
export const program = new Command()
export default program
