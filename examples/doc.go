// Package examples holds two programs that really run and really have flaws:
// shop (Go) and clinic (Python). Beside each lies testdata/truth.json, which says
// what is wrong with it, what only looks wrong, and how a person can see the
// difference over HTTP.
//
// The tests of this package start the programs on a loopback port, send every
// witness, and compare what happens with the truth.
package examples
