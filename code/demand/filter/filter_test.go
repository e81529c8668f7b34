package filter

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
)

func TestLDAP(t *testing.T) {
	demandtest.Run(t, LDAP{}, demandtest.Options{}, []demandtest.Case{
		{"(uid={})", "ldap filter"},
		{"(&(uid={word})(cn=x))", ""},
		{"(uid={=ldap.escaped})", ""},
		{"(uid={-()*\x00})", ""},
	})
}

func TestXPath(t *testing.T) {
	demandtest.Run(t, XPath{}, demandtest.Options{}, []demandtest.Case{
		{"//user[name='{}']", "xpath literal '"},
		{"//user[name=\"{}\"]", "xpath literal \""},
		{"//user[name='{-'}']", ""},
		{"//user[{}]", "xpath expression"},
		{"//user[{digits}]", ""},
	})
}

func FuzzReadings(f *testing.F) {
	f.Add("(uid=x)", "*")
	f.Fuzz(func(t *testing.T, s, input string) {
		(&xpathLexer{}).Feed(s)
		LDAP{}.Broken([]any{"(uid=x)"}, []any{s}, input)
		XPath{}.Broken([]any{"//a['x']"}, []any{s}, input)
	})
}
