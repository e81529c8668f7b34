package record

import "encoding/json"

// Shapes of the Data of well-known evidence and proposals, so that who says a
// thing and who reads it agree. A wing may say other types; readers that do not
// know them show the summary.

// Path is the data of evidence "code.path": how data gets from source to sink.
type Path struct {
	Sources []string   `json:"sources,omitempty"` // "query parameter \"q\""
	Sink    string     `json:"sink"`              // what is called
	Context string     `json:"context,omitempty"` // where in the sink it lands: "sql string '"
	Reason  string     `json:"reason"`            // how the demand may be broken
	Steps   []PathStep `json:"steps"`
	// Others are further ways to the same call, from other sources or through
	// other callers; not all of them when there are very many.
	Others [][]PathStep `json:"others,omitempty"`
}

// PathStep is one station of a Path.
type PathStep struct {
	Place
	Note string `json:"note,omitempty"`
	Text string `json:"text,omitempty"` // the source line with its indentation; a long one is cut
}

// Replay is the data of evidence "code.replay": what happened on the twin.
type Replay struct {
	Verdict  string   `json:"verdict"`           // "reproduced", "refuted", "open"
	Witness  string   `json:"witness,omitempty"` // what a person can send: a curl command, a command line
	Input    string   `json:"input,omitempty"`   // the attacking value
	Request  *Request `json:"request,omitempty"`
	Benign   string   `json:"benign,omitempty"`   // what reached the sink in peace
	Attacked string   `json:"attacked,omitempty"` // and under attack
	Reason   string   `json:"reason"`
	Assumed  []string `json:"assumed,omitempty"` // what was not known on the way and taken for granted
}

// A Request is an HTTP request, each part in order.
type Request struct {
	Method  string      `json:"method"`
	Path    string      `json:"path"` // with the query, encoded
	Headers [][2]string `json:"headers,omitempty"`
	Body    string      `json:"body,omitempty"`
}

// Scan is the data of evidence "code.scan": what the analysis of a tree came to.
type Scan struct {
	Findings int      `json:"findings"`
	Keys     []Digest `json:"keys,omitempty"`  // sums of the findings' keys; none when there are too many to list
	Known    []Known  `json:"known,omitempty"` // what learnt knowledge did to findings
	Notes
}

// Digest tells outcomes apart, however they are written down.
func (s Scan) Digest() Digest {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // plain data
	}
	return Sum(text)
}

// Notes say what of a tree was not read, and where knowledge ended. What is on no
// list was read and known.
type Notes struct {
	Notes   []Note `json:"notes,omitempty"`
	Unknown []Note `json:"unknown,omitempty"` // calls of code without a model, and the like
	More    int    `json:"more,omitempty"`    // notes of both kinds that are not listed
	// Partial says why findings may be missing: code that was not read or not
	// executed. Nothing: all of it was.
	Partial []string `json:"partial,omitempty"`
}

// A Note is one of Notes. No line: the whole file; no file: the whole tree.
type Note struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Text string `json:"text"`
}

// Patch is the data of a proposal "code.patch".
type Patch struct {
	Diff     string      `json:"diff"` // unified, a/ and b/ prefixes
	Files    []PatchFile `json:"files"`
	Strategy string      `json:"strategy,omitempty"` // how it was made
	Why      string      `json:"why,omitempty"`      // one sentence for the reviewer
	// Instead are the ways that were tried before this one, and why they were not taken.
	Instead []string `json:"instead,omitempty"`
	// Needs are environment variables that the program asks for as it starts only since
	// the patch: somebody has to set them.
	Needs   []string `json:"needs,omitempty"`
	Rollout *Rollout `json:"rollout,omitempty"`
}

// A Rollout is how a patch goes to where it runs: to whom first, what is watched
// there, and when it is taken back.
type Rollout struct {
	Canary   string  `json:"canary"`
	Watch    []Watch `json:"watch"`
	RollBack string  `json:"rollBack"`
}

// A Watch is something to be seen of a running program, and what is too much of it.
type Watch struct {
	Signal string `json:"signal"`
	Limit  string `json:"limit"`
}

// PatchFile is one file before and after a Patch; no digest: no file.
type PatchFile struct {
	Path   string `json:"path"`
	Before Digest `json:"before,omitempty"`
	After  Digest `json:"after,omitempty"`
}

// Weighing is the data of evidence "code.weighing": what a patch that somebody else
// made does to the findings of a tree.
type Weighing struct {
	Files  []PatchFile `json:"files"`
	Mends  []string    `json:"mends,omitempty"`  // "sql-injection at main.go:14", of the tree before
	Brings []string    `json:"brings,omitempty"` // of the tree after
}

// A Rung is the data of evidence "assure.rung": one step of the proof ladder.
type Rung struct {
	Rung   string `json:"rung"` // "L0" … "L10"
	Name   string `json:"name"`
	Status string `json:"status"` // "passed", "failed", "not run"
	Why    string `json:"why,omitempty"`
	Offer  *Offer `json:"offer,omitempty"`
}

// An Offer is a file that was made on the way and that people may want to keep.
type Offer struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// A Certification is the data of evidence "assure.certificate".
type Certification struct {
	Certified bool      `json:"certified"`
	Grade     string    `json:"grade"`              // "A" all rungs passed, "B" …; "" when not certified
	Severity  Severity  `json:"severity,omitempty"` // of the finding
	Rungs     []Rung    `json:"rungs"`
	Isolation []string  `json:"isolation,omitempty"` // the walls around what was run
	Statement string    `json:"statement"`           // the in-toto statement, JSON
	Signature Signature `json:"signature"`           // over the DSSE encoding of Statement
}
