// child-process-promise: child_process with promises.
export * from "child_process"
