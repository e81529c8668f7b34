// undici.
export function fetch_(url, o) { return fetch(url, o) }
export function request(url, o) { prunella.sink("url", `${url}`); prunella.sink("url.part", `${url}`); prunella.effect("request", `${url}`); return { body: { json: () => prunella.source("net", "all"), text: () => prunella.source("net", "response") }, statusCode: 200 } }
