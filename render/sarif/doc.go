// Package sarif writes a run as SARIF 2.1.0 (OASIS), for code hosts and other
// tools: a rule with its prose as help, a result with its place, its code flow
// and, where there is a patch, a fix. Results carry the finding's id and a
// fingerprint that survives edits elsewhere.
//
// The types are only as much of the standard as is written here.
package sarif
