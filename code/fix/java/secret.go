package java

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

const environment = `
private static String fromEnvironment(String name) {
	String value = System.getenv(name);
	if (value == null || value.isEmpty()) {
		throw new IllegalStateException("the environment variable " + name + " is not set: it holds a secret");
	}
	return value;
}
`

// envSecret requires a secret from the environment.
func envSecret(in *fix.Input) ([]fix.Candidate, error) {
	for _, p := range in.Constants() {
		if p.Unit == nil || p.Unit.Stub {
			continue
		}
		s := openUnit(in, p.Unit)
		literal := s.literalAt(p.Span.Start, p.Span.End)
		if literal == 0 {
			continue
		}
		if s.compiledIn(literal) {
			return nil, fmt.Errorf("the secret is a constant that a switch or an annotation needs")
		}
		name := s.envName(literal)
		if err := s.helper(literal, "fromEnvironment", environment); err != nil {
			return nil, err
		}
		s.replace(literal, `fromEnvironment("`+name+`")`)
		return s.done("env-secret", "the secret comes from the environment variable "+name+", without which the program says so; the one in the file is known and must be changed"), nil
	}
	return partSecret(in)
}

// partSecret moves the name of a data source, in which the secret is a part, to the
// environment as a whole: the parts would have to be escaped.
func partSecret(in *fix.Input) ([]fix.Candidate, error) {
	none := fmt.Errorf("the literal was not found")
	secret := in.PartOf()
	s, err := open(in)
	if err != nil || secret == "" {
		return nil, none
	}
	found := syntax.Ref(0)
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		text := s.t.Text(n)
		if s.t.Kind(n) != syntax.Literal || s.t.Op(n) != syntax.LitString || !strings.Contains(text, secret) || len(text) <= len(secret)+2 {
			continue
		}
		if found != 0 || s.compiledIn(n) {
			return nil, none
		}
		found = n
	}
	if found == 0 {
		return nil, none
	}
	name := fix.SourceName(strings.Trim(s.t.Text(found), `"`))
	if err := s.helper(found, "fromEnvironment", environment); err != nil {
		return nil, err
	}
	s.replace(found, `fromEnvironment("`+name+`")`)
	return s.done("env-secret", "the name of the data source comes from the environment variable "+name+", without which the program says so"), nil
}

// literalAt is the text literal of a range, or the only one in it.
func (s *source) literalAt(start, end uint32) (found syntax.Ref) {
	for i := range s.t.Nodes {
		n := syntax.Ref(i)
		if from, to := s.t.Span(n); s.t.Kind(n) == syntax.Literal && s.t.Op(n) == syntax.LitString && from >= start && to <= end && to-from > 2 {
			if found != 0 {
				return 0
			}
			found = n
		}
	}
	return found
}

// compiledIn: the literal, or the constant it is the value of, stands where Java takes
// nothing but constants.
func (s *source) compiledIn(literal syntax.Ref) bool {
	if s.around(literal, syntax.Annotation, syntax.CaseLabels) != 0 {
		return true
	}
	d := s.up[literal]
	if s.t.Kind(d) != syntax.Declarator {
		return false
	}
	for _, u := range s.uses(d) {
		if s.around(u, syntax.Annotation, syntax.CaseLabels) != 0 {
			return true
		}
	}
	return false
}

// envName makes SHOP_DATABASE_PASSWORD of what the secret is called where it stands.
func (s *source) envName(literal syntax.Ref) string {
	var words []string
	if d := s.around(literal, syntax.Declarator); d != 0 {
		words = fix.Capitals(s.t.Text(s.t.First(d)))
	}
	if a := s.up[literal]; s.t.Kind(a) == syntax.Assign {
		target := s.t.First(a)
		if s.t.Kind(target) == syntax.Select {
			target = s.t.Last(target)
		}
		words = fix.Capitals(s.t.Text(target))
	}
	what := strings.Fields(s.in.Flow.Violation.Reason)
	if len(words) == 0 && len(what) > 1 {
		words = fix.Capitals(strings.Join(what[:2], " ")) // "database password is …"
	}
	if class := s.around(literal, syntax.Class); len(words) < 2 && class != 0 {
		words = append(fix.Capitals(s.t.Text(s.t.Child(class, syntax.Name))), words...)
	}
	name := strings.Join(words, "_")
	if method := s.around(literal, syntax.Method); method != 0 && strings.Contains(string(s.t.Src), `"`+name+`"`) { // another secret is called so
		name = strings.Join(fix.Capitals(s.t.Text(s.t.Child(method, syntax.Name))), "_") + "_" + name
	}
	return cmp.Or(name, "APP_SECRET")
}

// tightMode lets nobody but the owner and his group write.
func tightMode(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	const why = "who owns the file may change it, and nobody else on the machine"
	call := s.at()
	args := s.args(call)
	if _, name := s.receiver(call); strings.HasPrefix(name, "set") && len(args) == 2 && s.t.Text(args[1]) == "false" {
		s.replace(args[1], "true")
		return s.done("tight-mode", why), nil
	}
	for _, a := range args {
		made := s.made(a)
		if _, name := s.receiver(made); name != "fromString" || len(s.args(made)) != 1 {
			continue
		}
		literal := s.made(s.args(made)[0])
		if text := s.t.Text(literal); s.t.Kind(literal) == syntax.Literal && len(text) == 11 && text[8] == 'w' {
			s.replace(literal, text[:8]+"-"+text[9:])
			return s.done("tight-mode", why), nil
		}
	}
	return s.withoutOthers(call, why)
}

// withoutOthers takes OTHERS_WRITE out of a set of permissions that the method makes.
func (s *source) withoutOthers(call syntax.Ref, why string) ([]fix.Candidate, error) {
	s.each(s.method(call), func(n syntax.Ref) {
		if s.t.Kind(s.up[n]) != syntax.Args || bare(s.t.Text(n)) != "OTHERS_WRITE" {
			return
		}
		list := s.children(s.up[n])
		if add := s.up[s.up[n]]; len(list) == 1 && s.t.Kind(s.up[add]) == syntax.ExprStmt {
			s.remove(s.up[add])
			return
		}
		for i, m := range list {
			switch {
			case m == n && i > 0:
				s.drop(s.t.Nodes[list[i-1]].End, s.t.Nodes[n].End)
			case m == n && len(list) > 1:
				s.drop(s.t.Nodes[n].Start, s.t.Nodes[list[1]].Start)
			}
		}
	})
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the permissions are not written here")
	}
	return s.done("tight-mode", why), nil
}
