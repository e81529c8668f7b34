package java

import (
	"slices"
	"strings"
)

// What code that is only declared gives back is taken to carry what it was given. That
// is wrong of what is looked up: a row is not the key that it was asked for with. The
// methods of repositories, mappers and data access objects say so by their names, which
// Spring Data derives the queries from ("Defining Query Methods") and others imitate.

// lookups begin the names of methods that look something up, whatever follows.
var lookups = []string{"find", "select", "query", "lookup", "fetch"}

// verbs are words of statements that are put together: select(columns).from(table).
var verbs = []string{"select", "query"}

// places are what tells where in a text or a document something is, and no key of a row:
// getValueByPath(body, "$.id") gives a part of what it is given.
var places = []string{"Path", "XPath", "Pattern", "Regex", "Regexp", "Index", "Position", "Prefix", "Suffix", "Separator", "Delimiter", "Selector"}

// keyed begin such names where what is asked for with follows: getById, loadUserByUsername.
var keyed = []string{"get", "load", "read", "search", "list", "stream", "delete", "remove"}

// looksUp tells by its name a method that gives what is kept under what it is given.
func looksUp(name string) bool {
	if slices.Contains(verbs, name) || slices.ContainsFunc(places, func(p string) bool { return strings.HasSuffix(name, "By"+p) }) {
		return false
	}
	for _, p := range lookups {
		if rest, ok := strings.CutPrefix(name, p); ok && (rest == "" || upper(rest)) {
			return true
		}
	}
	for _, p := range keyed {
		if rest, ok := strings.CutPrefix(name, p); ok && upper(rest) && by(rest) {
			return true
		}
	}
	return false
}

// by reports a name that goes on with By and what follows it.
func by(name string) bool {
	_, key, ok := strings.Cut(name, "By")
	return ok && upper(key)
}
