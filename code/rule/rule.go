// Package rule reads rules. A rule is one .txtar file below code/rules: prose
// first (what, why, when the rule is wrong), then a file rule.yaml, then the
// cases bad/, good/, fixed/ and known/. Help, SARIF help, documentation and tests
// all come from that one file.
package rule

import "github.com/prunella/prunella/record"

// A Rule ties a kind of sink and the kinds of sources that may break its demand
// to a weakness with a name.
type Rule struct {
	ID    string   `yaml:"id"`    // "sql-injection"; also the file's name
	Title string   `yaml:"title"` // "SQL injection"
	CWE   []string `yaml:"cwe"`   // "CWE-89"
	// Weaknesses are those of CWE that a violation in a context has, where not all.
	Weaknesses map[string][]string `yaml:"weaknesses"`
	Severity   record.Severity     `yaml:"severity"` // of a finding at level traced or above
	// Contexts are severities for contexts of a violation that weigh less, or more.
	Contexts map[string]record.Severity `yaml:"contexts"`
	Sink     []string                   `yaml:"sink"` // the sink kinds it watches
	// Sources are the source kinds (prefixes: "http" covers "http.query") whose
	// data may not break the demand. Empty: a demand on the value itself,
	// whoever's it is (a weak hash, a missing timeout).
	Sources []string `yaml:"sources"`
	// Local lists, by language, kinds that are watched too although they stand
	// beside the program: its environment, its files, its rows. Who may write
	// there is not known, so a flow from nothing else weighs little.
	Local map[string][]string `yaml:"local"`
	// Except lists, by language, kinds of Sources that are not watched in its programs.
	Except map[string][]string `yaml:"except"`
	// Certain: constants that break the demand are reported too.
	Certain bool `yaml:"certain"`
	// Claim is the one sentence a person reads; {source}, {sink}, {reason},
	// {context} and {value} are filled in.
	Claim string `yaml:"claim"`
	// Fix lists strategies of package fix by language, best first.
	Fix  map[string][]string `yaml:"fix"`
	Hint string              `yaml:"hint"` // what a person should do where no fix fits

	Prose string `yaml:"-"` // Markdown
	Cases []Case `yaml:"-"`
}

// A Case is one program the rule is tested on.
type Case struct {
	Want string // "bad", "good", "fixed", "known"
	Name string // file name: "concat.go"; a folder makes several files one case
	Text string
}
