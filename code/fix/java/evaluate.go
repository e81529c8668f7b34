package java

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// simpleContext evaluates an expression of Spring's language over the data it is given,
// without types, constructors and beans.
func simpleContext(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	_, name := s.receiver(call)
	args := s.args(call)
	if name != "getValue" && name != "getValueType" && name != "setValue" || !s.has("org.springframework.expression.") {
		return nil, fmt.Errorf("the language has no way to evaluate data only")
	}
	binding := ".forReadOnlyDataBinding()"
	if name == "setValue" {
		binding = ".forReadWriteDataBinding()"
	}
	const simple = "org.springframework.expression.spel.support.SimpleEvaluationContext"
	const why = "the expression reads the data it is given and no class (Spring 4.3.15, 5.0.5)"
	if len(args) == 0 || !strings.HasSuffix(s.classOf(args[0]), "EvaluationContext") {
		text := s.use(simple) + binding + ".build()"
		if len(args) > 0 {
			text += ", "
		}
		s.insert(s.t.Nodes[s.t.Child(call, syntax.Args)].Start+1, text)
		return s.done("simple-context", why), nil
	}
	made := s.made(args[0])
	if s.t.Kind(made) != syntax.New || s.typeText(s.t.Child(made, syntax.Type)) != "StandardEvaluationContext" {
		return nil, fmt.Errorf("what the expression is evaluated in is made elsewhere")
	}
	if err := s.onlyVariables(args[0]); err != nil {
		return nil, err
	}
	if d := s.up[made]; s.t.Kind(d) == syntax.Declarator {
		if typ := s.t.Child(s.up[d], syntax.Type); s.typeText(typ) == "StandardEvaluationContext" {
			s.replace(typ, s.use(simple))
			s.dropped = append(s.dropped, [2]uint32{s.t.Nodes[typ].Start, s.t.Nodes[typ].End})
		}
	}
	root := ""
	if given := s.args(made); len(given) > 0 {
		root = ".withRootObject(" + s.t.Text(given[0]) + ")"
	}
	s.replace(made, s.use(simple)+binding+root+".build()")
	s.dropped = append(s.dropped, [2]uint32{s.t.Nodes[made].Start, s.t.Nodes[made].End})
	s.tidyImports()
	return s.done("simple-context", why), nil
}

// onlyVariables: nothing is asked of a context that the simple one has not.
func (s *source) onlyVariables(context syntax.Ref) error {
	if s.t.Kind(context) != syntax.Name {
		return nil
	}
	for _, u := range s.uses(s.declaration(context)) {
		if receiver, name := s.receiver(s.up[u]); receiver == u && name != "setVariable" && name != "lookupVariable" {
			return fmt.Errorf("the context is given %s, which the simple one has not", name)
		}
	}
	return nil
}
