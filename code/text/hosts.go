package text

// HostEnding is a pattern for what names of hosts end in, as far as programs are seen to
// write them down: the domains at the top that are common.
const HostEnding = `(?:com|org|net|edu|gov|mil|info|io|dev|app|co|uk|de|fr|jp|cn)`
