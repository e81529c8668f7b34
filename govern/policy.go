package govern

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"
)

// DefaultText is the policy used when the user gives none.
//
//go:embed default.cedar
var DefaultText []byte

// maxPolicy bounds a policy's text, because Cedar's parser recurses as deep as a
// text nests.
const maxPolicy = 64 << 10

// A Policy is a set of Cedar policies, ready to be asked. It never changes.
type Policy struct{ set *cedar.PolicySet }

// Default is the policy of DefaultText.
func Default() (*Policy, error) { return ParsePolicy("default.cedar", DefaultText) }

// ParsePolicy reads a Cedar text. Errors name the file and, where one is known,
// the line. Every policy must carry an @id of its own and must be able to
// answer a sample question, so that a misspelt attribute is found here.
func ParsePolicy(file string, text []byte) (*Policy, error) {
	if len(text) > maxPolicy {
		return nil, fmt.Errorf("policy %s: %d bytes; the limit is %d", file, len(text), maxPolicy)
	}
	list, err := cedar.NewPolicyListFromBytes(file, text)
	if err != nil {
		// The parser says "parse error at <input>:LINE:COLUMN".
		return nil, fmt.Errorf("policy: %s", strings.Replace(err.Error(), "<input>", file, 1))
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("policy %s: no policies, so nothing would ever be allowed", file)
	}
	p := &Policy{set: cedar.NewPolicySet()}
	for _, one := range list {
		line := one.Position().Line
		id := types.PolicyID(one.Annotations()["id"])
		if id == "" {
			return nil, fmt.Errorf("policy %s:%d: this policy has no @id", file, line)
		}
		if !p.set.Add(id, one) {
			return nil, fmt.Errorf("policy %s:%d: the @id %q is used twice", file, line, id)
		}
		if err := try(one); err != nil {
			return nil, fmt.Errorf("policy %s:%d: %q: %w", file, line, id, err)
		}
	}
	return p, nil
}

// try asks one policy sample questions and returns what goes wrong in it.
func try(one *cedar.Policy) error {
	set := cedar.NewPolicySet()
	set.Add("sample", one)
	p := &Policy{set: set}
	samples := []Facts{{}, {Certified: true, Grade: 5, Severity: 4, Passed: []string{"L0", "L2", "L4", "L8"}, Files: []string{"x"}}}
	for _, f := range samples {
		for _, who := range []Decider{ByPolicy, ByPerson} {
			for _, action := range []string{"code.patch"} {
				if a := p.Ask(who, action, "sample", f); len(a.Errors) > 0 {
					return fmt.Errorf("%s", strings.Join(a.Errors, "; "))
				}
			}
		}
	}
	return nil
}

// A Decider is on whose word something would be done.
type Decider string

// The deciders.
const (
	ByPolicy Decider = "policy" // nobody is asked
	ByPerson Decider = "person" // a person signed for it
)

// An Answer is what a policy says to one question.
type Answer struct {
	Allow    bool
	Policies []string // ids of those that decided, sorted
	Errors   []string // what went wrong; then nothing is allowed
}

// Ask asks whether an action may be taken on a proposal.
func (p *Policy) Ask(who Decider, action, proposal string, f Facts) Answer {
	allowed, diag := cedar.Authorize(p.set, types.EntityMap{}, cedar.Request{
		Principal: cedar.NewEntityUID("Decider", types.String(who)),
		Action:    cedar.NewEntityUID("Action", types.String(action)),
		Resource:  cedar.NewEntityUID("Proposal", types.String(proposal)),
		Context:   f.context(),
	})
	var a Answer
	for _, r := range diag.Reasons {
		a.Policies = append(a.Policies, string(r.PolicyID))
	}
	for _, e := range diag.Errors {
		a.Errors = append(a.Errors, e.Message)
	}
	slices.Sort(a.Policies)
	slices.Sort(a.Errors)
	// Cedar passes over a policy that fails; if that was a forbid, too much
	// would be allowed.
	a.Allow = bool(allowed) && len(a.Errors) == 0
	return a
}
