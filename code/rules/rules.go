// Package rules holds the rules of the code wing, one .txtar file each; package
// rule reads them.
package rules

import "embed"

// Files holds every rule at its top.
//
//go:embed *.txtar
var Files embed.FS
