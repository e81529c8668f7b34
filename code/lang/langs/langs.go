// Package langs lists all languages; a new one is a folder beside this one and a line
// here.
package langs

import (
	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/c"
	"github.com/prunella/prunella/code/lang/golang"
	"github.com/prunella/prunella/code/lang/java"
	"github.com/prunella/prunella/code/lang/javascript"
	"github.com/prunella/prunella/code/lang/python"
)

// All lists the languages, sorted by name.
func All() []lang.Language {
	return []lang.Language{c.Language{}, golang.Language{}, java.Language{}, javascript.Language{}, python.Language{}}
}
