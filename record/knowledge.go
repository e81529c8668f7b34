package record

// The actions of proposals whose data is a Knowledge: what somebody wants to be
// believed from now on. A person's signed decision brings it into force, a later
// decision against it takes it back.
const (
	LearnSuppression = "learn.suppression" // findings that are not to be shown as open
	LearnSanitizer   = "learn.sanitizer"   // code that nobody can read makes data harmless
	LearnSource      = "learn.source"      // code that nobody can read hands out foreign data
	LearnFix         = "learn.fix"         // how this house mends a flaw
	LearnAvoid       = "learn.avoid"       // how it does not
)

// The scopes of a suppression, narrowest first.
const (
	ScopeFinding = "finding" // this one finding
	ScopePattern = "pattern" // findings of the same shape
	ScopePath    = "path"    // findings of the same shape, in files that a pattern names
)

// Knowledge is the data of the proposals above. It rests on the text of functions: where one of
// Bodies is no longer what it was, the knowledge holds no more.
type Knowledge struct {
	Reason string `json:"reason"`         // the person's words
	Lang   string `json:"lang,omitempty"` // "go"
	Rule   string `json:"rule,omitempty"` // the rule it is for; none: of a source
	Scope  string `json:"scope,omitempty"`
	Key    Digest `json:"key,omitempty"`   // ScopeFinding: the sum of the finding's key
	Shape  *Shape `json:"shape,omitempty"` // ScopePattern, ScopePath
	Path   string `json:"path,omitempty"`  // ScopePath: a slash-separated glob, "**" for any folders
	// Believe are the functions on the way whose unknown parts, taken as harmless, make
	// the findings of a pattern go; where they do not, it is another pattern.
	Believe []string `json:"believe,omitempty"`

	Func   string       `json:"func,omitempty"`   // a sanitizer's or source's qualified name
	Source string       `json:"source,omitempty"` // the kind of source: "http.query"
	Bodies []FuncDigest `json:"bodies,omitempty"` // sorted by name

	Fix      *Style `json:"fix,omitempty"`
	Strategy string `json:"strategy,omitempty"` // LearnAvoid: the way to mend that is not wanted
}

// A Shape is what findings of one pattern have in common.
type Shape struct {
	Rule    string   `json:"rule"`
	Sink    string   `json:"sink"`
	Callee  string   `json:"callee"`
	Context string   `json:"context,omitempty"`
	Sources []string `json:"sources,omitempty"` // kinds, sorted
	Through []string `json:"through,omitempty"` // what the data passes through, in order
	Unknown []string `json:"unknown,omitempty"` // code without a model that the claim rests on, sorted
}

// A FuncDigest is a function and the sum of its text.
type FuncDigest struct {
	Func string `json:"func"`
	Sum  Digest `json:"sum"`
}

// A Style is how a house mends one flaw: a call is replaced by a text with holes,
// "${value}" for what the finding's flow has in that place.
type Style struct {
	Callee   string   `json:"callee"`            // what is called at the sink: "Query"
	Level    string   `json:"level"`             // what is replaced: "call", "argument", "value"
	Argument int      `json:"argument"`          // which argument, from 0
	Count    int      `json:"count"`             // of arguments of the call
	Text     string   `json:"text"`              // what replaces it
	Imports  []string `json:"imports,omitempty"` // lines that a file needs for it
	Examples int      `json:"examples"`          // how many corrections it was made of
}

// A Lesson is the data of evidence "learn.check": what the engine makes of what it was told.
type Lesson struct {
	Verdict string `json:"verdict"` // "agrees", "open", "refuted"
	Why     string `json:"why"`
	Witness string `json:"witness,omitempty"` // what breaks the claim, where it is refuted
}

// LessonEvidence is the type of that evidence.
const LessonEvidence = "learn.check"

// Known is what knowledge did to a finding of a scan.
type Known struct {
	Key  Digest `json:"key"` // the sum of the finding's key
	By   ID     `json:"by"`  // the knowledge's proposal
	What string `json:"what"`
	Why  string `json:"why,omitempty"`
}

// What knowledge may do to a finding.
const (
	Suppressed = "suppressed" // it is not shown as open
	Answered   = "answered"   // it is gone when the sanitizer is believed
	Taught     = "taught"     // it is there because the source is believed
	Lapsed     = "lapsed"     // it would be suppressed, but what that rests on has changed
)
