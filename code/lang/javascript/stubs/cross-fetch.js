// cross-fetch.
export default function fetched(url, options) { return fetch(url, options) }
