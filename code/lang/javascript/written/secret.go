package written

import (
	"strings"

	"github.com/prunella/prunella/code/lang"
	"github.com/prunella/prunella/code/lang/javascript/syntax"
)

// hashes: a password that is hashed by what is made to be fast (CWE-916; OWASP Password
// Storage).
func (r *reader) hashes(n syntax.Ref) {
	of, name, args := r.method(n)
	if name != "update" || of == 0 || len(args) == 0 || !chosen(r.lastName(args[0])) {
		return
	}
	_, made, how := r.method(r.value(of))
	if made != "createHash" || len(how) == 0 {
		return
	}
	if algorithm, ok := r.str(how[0]); ok && strings.HasPrefix(strings.ToLower(strings.ReplaceAll(algorithm, "-", "")), "sha") {
		r.fault(n, "hash", strings.ToUpper(algorithm)+" for passwords, which is fast to guess")
	}
}

// chosen reports the name of a secret that a person chose, and others may guess.
func chosen(name string) bool {
	return lang.Password(name) && !strings.HasSuffix(strings.ToLower(name), "secret")
}

// lastName is the name that an expression ends in.
func (r *reader) lastName(n syntax.Ref) string {
	switch r.t.Kind(n) {
	case syntax.Name:
		return r.t.Text(n)
	case syntax.Member:
		return r.t.Text(r.t.Child(n, 1))
	}
	return ""
}

// unescaped: AngularJS told not to ask where markup is from (CWE-116).
func (r *reader) unescaped(n syntax.Ref) {
	of, name, args := r.method(n)
	if name == "enabled" && of != 0 && r.t.Text(of) == "$sceProvider" && len(args) == 1 && r.t.Kind(args[0]) == syntax.False {
		r.fault(n, "sce", "writes values into pages as they are")
	}
}
