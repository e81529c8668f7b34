// async-execute: a command, its output waited for.
import { exec } from "child_process"
export default function execute(command, options): string { exec(command); return prunella.clean() }
