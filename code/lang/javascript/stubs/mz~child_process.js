// mz/child_process: child_process with promises.
export * from "child_process"
