package java

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// ownPackage sends what is secret to the program's own parts only.
func ownPackage(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	receiver, name := s.receiver(call)
	args := s.args(call)
	statement := s.statement(call)
	if !strings.HasPrefix(name, "send") || len(args) == 0 || s.t.Kind(args[0]) != syntax.Name || statement == 0 {
		return nil, fmt.Errorf("the intent has no name here")
	}
	context := ""
	if receiver != 0 {
		context = s.t.Text(receiver) + "."
	}
	s.before(statement, s.t.Text(args[0])+".setPackage("+context+"getPackageName());")
	return s.done("own-package", "only parts of this program get it; name another package where one is meant"), nil
}

// immutableIntent lets nobody fill in an intent that others send in the program's name.
func immutableIntent(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	s.each(s.method(s.at()), func(n syntax.Ref) {
		args := s.args(n)
		receiver, name := s.receiver(n)
		if bare(s.t.Text(receiver)) != "PendingIntent" || !strings.HasPrefix(name, "get") || len(args) < 4 {
			return
		}
		immutable := s.t.Text(receiver) + ".FLAG_IMMUTABLE"
		switch flags := s.t.Text(args[3]); {
		case flags == "0":
			s.replace(args[3], immutable)
		case strings.Contains(flags, "FLAG_IMMUTABLE"):
		case strings.Contains(flags, "FLAG_MUTABLE"):
			s.each(args[3], func(f syntax.Ref) {
				if s.t.Kind(f) == syntax.Name && s.t.Text(f) == "FLAG_MUTABLE" {
					s.replace(f, "FLAG_IMMUTABLE")
				}
			})
		default:
			s.insert(s.t.Nodes[args[3]].End, " | "+immutable)
		}
	})
	if len(s.edits) == 0 {
		return nil, fmt.Errorf("the pending intent is made elsewhere")
	}
	return s.done("immutable-intent", "whoever gets the intent sends it as it is"), nil
}

// noGrants gives an intent back without the flags by which its sender let others in.
func noGrants(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	args := s.args(s.at())
	statement := s.statement(s.at())
	if len(args) < 2 || statement == 0 {
		return nil, fmt.Errorf("the answer is given elsewhere")
	}
	intent := s.use("android.content.Intent")
	grants := ".removeFlags(" + intent + ".FLAG_GRANT_READ_URI_PERMISSION | " + intent + ".FLAG_GRANT_WRITE_URI_PERMISSION);"
	if s.t.Kind(args[1]) == syntax.Name {
		s.before(statement, s.t.Text(args[1])+grants)
	} else {
		answer := s.free("answer")
		s.before(statement, intent+" "+answer+" = "+s.t.Text(args[1])+";", answer+grants)
		s.replace(args[1], answer)
	}
	return s.done("no-grants", "nobody is let in by flags that somebody else has set"), nil
}

// protectionOn leaves on what keeps pages from a program's content.
func protectionOn(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	args := s.args(s.at())
	if _, name := s.receiver(s.at()); name != "setAllowContentAccess" || len(args) != 1 || s.t.Text(args[0]) != "true" {
		return nil, fmt.Errorf("the setting is made elsewhere")
	}
	s.replace(args[0], "false")
	return s.done("protection-on", "pages read nothing of what providers give"), nil
}
