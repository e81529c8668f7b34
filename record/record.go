package record

import "encoding/json"

// An ID names a statement: "sha256:" and 64 lower-case hexadecimal digits.
type ID string

// A Digest names a blob by its content, written like an ID.
type Digest string

// A Ref names something in the world, as "kind:name": "repo:shop",
// "file:store/user.go", "pkg:golang/example.org/x@v1", "cwe:CWE-89",
// "rule:sql-injection", "key:…". Refs are what wings join on.
type Ref string

// A Statement is one thing said. It is immutable; its ID is its content.
type Statement struct {
	By    By    `json:"by"`
	About []Ref `json:"about,omitempty"` // sorted, unique
	Cites []ID  `json:"cites,omitempty"` // sorted, unique
	Body  Body  `json:"body"`
}

// By says who speaks.
type By struct {
	Kind    string `json:"kind"` // one of the By kinds below
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	Vendor  string `json:"vendor,omitempty"`
}

// The kinds of speaker. What a Model says is a lead, never a proof (law 1).
const (
	Tool   = "tool"
	Model  = "model"
	Agent  = "agent"
	Policy = "policy"
	Person = "person"
)

// A Body is exactly one of the five nouns; the others are nil.
type Body struct {
	Evidence *Evidence `json:"evidence,omitempty"`
	Finding  *Finding  `json:"finding,omitempty"`
	Proposal *Proposal `json:"proposal,omitempty"`
	Decision *Decision `json:"decision,omitempty"`
	Receipt  *Receipt  `json:"receipt,omitempty"`
}

// Evidence is what was seen. Data is small canonical JSON whose shape Type
// names; anything large or personal is a blob, cited by digest.
type Evidence struct {
	Type    string          `json:"type"` // "code.path", "code.replay", "assure.rung", …
	Summary string          `json:"summary"`
	Data    json.RawMessage `json:"data,omitempty"`
	Blobs   []Digest        `json:"blobs,omitempty"`
}

// A Finding is what is wrong, in one sentence a person can check.
type Finding struct {
	Rule       string   `json:"rule"` // "sql-injection"
	CWE        []string `json:"cwe,omitempty"`
	Claim      string   `json:"claim"`
	Severity   Severity `json:"severity"`
	Confidence int      `json:"confidence"` // percent
	Level      Level    `json:"level"`
	Where      Place    `json:"where"`               // the sink
	Key        string   `json:"key"`                 // stable across edits elsewhere: rule, function, shape; no line numbers
	Hint       string   `json:"hint,omitempty"`      // what a person should do
	Escalated  string   `json:"escalated,omitempty"` // why it could not be mended
	MendedBy   string   `json:"mendedBy,omitempty"`  // the finding whose patch mends this one too
}

// A Place is a stretch of a file. Lines and columns count from 1, columns in bytes.
type Place struct {
	File    string `json:"file"` // slash-separated, relative to the repository
	Line    int    `json:"line"`
	Column  int    `json:"column,omitempty"`
	EndLine int    `json:"endLine,omitempty"`
	EndCol  int    `json:"endColumn,omitempty"`
	Func    string `json:"func,omitempty"`
}

// Severity orders findings by what they cost if they are true.
type Severity string

// The severities, worst first.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
)

// Level says how far a finding has been proved.
type Level string

// The levels, weakest first. Refuted findings are evidence, not findings.
const (
	Claimed    Level = "claimed"    // somebody says so
	Located    Level = "located"    // a place in the code was found
	Traced     Level = "traced"     // a path from source to sink was derived
	Reproduced Level = "reproduced" // the attack succeeded on the twin
)

// A Proposal is what should be done. Data holds the action in the shape its
// Action names; Base is the digest of the state it was made against, and Undo
// says how to take it back.
type Proposal struct {
	Action  string          `json:"action"` // "code.patch", …
	Target  Ref             `json:"target"`
	Summary string          `json:"summary"`
	Against string          `json:"against,omitempty"` // the finding: rule, place and claim, for people
	Base    Digest          `json:"base"`
	Data    json.RawMessage `json:"data,omitempty"`
	Blobs   []Digest        `json:"blobs,omitempty"`
	Undo    string          `json:"undo"`
}

// A Decision allows or forbids one proposal, until a time. Signatures are over
// the proposal's ID and bind the certificate's digest.
type Decision struct {
	Proposal   ID          `json:"proposal"`
	Allow      bool        `json:"allow"`
	Reason     string      `json:"reason"`
	Policies   []string    `json:"policies,omitempty"` // ids of the deciding policies
	Until      int64       `json:"until,omitempty"`    // Unix seconds; 0: does not expire
	Signatures []Signature `json:"signatures,omitempty"`
}

// A Signature is an ed25519 signature by a named key.
type Signature struct {
	Key string `json:"key"` // "key:" and the key's fingerprint
	Sig []byte `json:"sig"`
}

// A Receipt is what was done about a proposal under a decision.
type Receipt struct {
	Proposal ID              `json:"proposal"`
	Decision ID              `json:"decision"`
	Outcome  string          `json:"outcome"` // Done, Refused or Failed
	Summary  string          `json:"summary"`
	Output   Digest          `json:"output,omitempty"`
	Undo     json.RawMessage `json:"undo,omitempty"`
}

// The outcomes of a receipt.
const (
	Done    = "done"    // the world is as the proposal wanted it
	Refused = "refused" // nothing was changed: the order did not hold
	Failed  = "failed"  // it was tried and taken back, or the summary says what is left
)
