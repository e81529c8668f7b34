// Package probe is the wing that asks how things stand attack. Its parts:
//
//	mutate   programs with known answers made into others with known answers
//	blind    what an analyser says about them, and where it is blind
//
// It is for whoever wants to know where an engine's understanding ends. It knows
// the code wing only through the record and through function values that cmd wires
// up; the trees of package code/lang/<x>/syntax are text, not meaning
// (docs/adr/probe-reads-syntax.md).
package probe
