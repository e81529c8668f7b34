package behaviour

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// maxElsewhere bounds the inputs that one way into the program is given.
const maxElsewhere = 24

// elsewhere compares the other ways into the code that the patch touches: a patch
// may mend its finding and take something away from somebody else. It returns the
// first difference.
func elsewhere(s *assure.Subject) string {
	before, after := s.Programs()
	if after == nil {
		return ""
	}
	flow := s.Patch.Found.Flow()
	for _, w := range assure.Ways(before, after) {
		tried := map[string]bool{}
		texts := textsIn(w.Func)
		calm := w.Then(twin.Inputs{Texts: texts})
		for queue := start(); len(queue) > 0 && len(tried) < maxElsewhere; queue = queue[1:] {
			in := queue[0]
			in.Texts = texts
			if k := fmt.Sprintf("%v %v %v", in.Values, in.Session, in.Flips); tried[k] {
				continue
			} else {
				tried[k] = true
			}
			old := w.Then(in)
			if harms(s.Engine, calm, old, in) || illegible(flow, old) {
				continue // that it does something else now may be what the patch is for
			}
			if w.Again == nil {
				if w.Func != nil && (assure.Retired(before, after, w.Func) || believes(flow, w.Func)) {
					break
				}
				return w.Name + " is gone"
			}
			now := w.Again(in)
			if old.Exhausted || now.Exhausted {
				continue
			}
			if k, v, ok := goes(flow, old, in); ok { // the plain word is no place that people give
				if numbered(flow) {
					queue = append(queue, in.With(k, someNumber))
					continue
				}
				switch flow.Sink {
				case "redirect":
					queue = append(queue, in.With(k, "/"+v))
					continue
				case "code":
					queue = append(queue, in.With(k, "42"), in.With(k, "'a'"))
					continue
				case "sql":
					queue = append(queue, further(in, now, flow)...)
					continue
				}
				if len(now.Effects)+len(assure.Sinks(now, flow.Sink)) == 0 && now.Raised == "" && now.Result == nil {
					return w.Name + ": nobody is told of what is refused"
				}
				now = w.Again(listing(in, old, now, v))
			}
			if flow.Sink == "unguarded" && now.Result == nil && len(now.Effects) <= len(old.Effects) {
				continue // the guard, which others of the program have, lets nobody through that the twin knows
			}
			if diff := unlike(s, w, flow, old, now); len(diff) > 0 && (old.Raised == "" || now.Raised == "") && !undecided(s, w, flow, in, old, now) {
				return fmt.Sprintf("%s: %s", w.Name, diff[0])
			}
			queue = append(queue, further(in, old, flow)...)
		}
	}
	return ""
}

// believes reports a method of a nameless class that is gone with what it was for: to
// say yes to any certificate.
func believes(flow *solve.Flow, f *ir.Func) bool {
	return strings.HasPrefix(flow.Sink, "tls.") && strings.Contains(f.Name, "<anonymous")
}

// unlike lists how two runs differ: where the flow of the finding allows for it only if
// they come to such a place at all, since its start.
func unlike(s *assure.Subject, w assure.Way, flow *solve.Flow, old, now *twin.Run) []string {
	for _, e := range slices.Concat(assure.Sinks(old, flow.Sink), assure.Sinks(now, flow.Sink)) {
		if w.Starts() || e.At.Func == nil || e.At.Func.Unit == nil || e.At.Func != e.At.Func.Unit.Init {
			return changed(s, flow, old, now)
		}
	}
	return twin.CompareBy(old, now, exchanged(flow, old, now))
}

// exchanged is the meaning of effects in which a value that the program makes itself is
// the same as the one that a patch has put in its place: what reaches the sink, what was
// written in the source, and what the environment says instead.
func exchanged(flow *solve.Flow, old, now *twin.Run) func(twin.Event) string {
	if !slices.Contains(own, flow.Sink) {
		return twin.Meaning
	}
	var values []string
	for _, e := range slices.Concat(assure.Sinks(old, flow.Sink), assure.Sinks(now, flow.Sink)) {
		if v, ok := lexical.AsText(e.Args, 0); ok && len(v) > 3 {
			values = append(values, v, "a value of its own")
		}
	}
	if len(flow.Args) > 0 {
		if v, ok := flow.Args[0].Str.Exact(); ok && len(v) > 3 {
			values = append(values, v, "a value of its own")
		}
	}
	for _, k := range now.Asked {
		if v := now.Given[k]; k.Kind == "env" && len(v) > 3 && !slices.Contains(old.Asked, k) {
			values = append(values, v, "a value of its own")
		}
	}
	same := strings.NewReplacer(values...)
	return func(e twin.Event) string { return same.Replace(twin.Meaning(e)) }
}

// maxFlips bounds how many conditions of a run are turned round.
const maxFlips = 3

// undecided: the difference hangs on a condition of the patch that nothing is known
// about; where it goes the other way there is none.
func undecided(s *assure.Subject, w assure.Way, flow *solve.Flow, in twin.Inputs, old, now *twin.Run) bool {
	turned := 0
	for n := now.SetupChoices; n < len(now.Choices) && turned < maxFlips; n++ {
		if slices.Contains(old.Choices, now.Choices[n]) {
			continue
		}
		turned++
		if len(unlike(s, w, flow, old, w.Again(in.Flipped(n)))) == 0 {
			return true
		}
	}
	return false
}

// goes finds a word of the twin's own that a run went to, where the finding is about
// places to go to, or that it ran, where the whole is code, or that named a column.
func goes(flow *solve.Flow, r *twin.Run, in twin.Inputs) (k twin.SourceKey, word string, ok bool) {
	if !slices.Contains([]string{"url", "jndi", "redirect", "code"}, flow.Sink) && !chosen(flow) && !numbered(flow) {
		return k, "", false
	}
	for _, k := range r.Asked {
		v := r.Given[k]
		_, given := in.Values[k]
		if flow.Sink == "code" && len(flow.Violation.Seq) > 1 {
			continue
		}
		if !given && len(v) > 3 && shows(assure.Sinks(r, flow.Sink), v) && slices.ContainsFunc(flow.Sources, func(s solve.Source) bool { return s.Kind == k.Kind }) {
			return k, v, true
		}
	}
	return k, "", false
}

// listing sets a variable of the environment that only the patch asks for, and that is
// called for hosts, to the host that a run went to: with it on the list, all is as before.
func listing(in twin.Inputs, old, now *twin.Run, address string) twin.Inputs {
	u, err := url.Parse(address)
	if err != nil {
		return in
	}
	host := cmp.Or(u.Host, address) // or the name alone
	in = in.KnownTo(old)
	for _, k := range now.Asked {
		if k.Kind == "env" && strings.Contains(strings.ToUpper(k.Name), "HOST") && !slices.Contains(old.Asked, k) {
			in = in.With(k, host)
			in.Known[k.Name] = true
		}
	}
	return in
}

// counted are the sinks of numbers, which harm by what they are and not by what else they
// could have been.
var counted = []string{"index", "amount", "narrow"}

// harms reports whether inputs break the demand of a sink that they reach: what the
// program compares with is not always benign.
func harms(e *code.Engine, calm, run *twin.Run, in twin.Inputs) bool {
	if e == nil {
		return false
	}
	for _, d := range e.Demands {
		if slices.Contains(counted, d.Kind()) {
			for _, a := range assure.Sinks(run, d.Kind()) {
				if broken, _ := d.Broken(nil, a.Args, ""); broken {
					return true
				}
			}
			continue
		}
		peace, now := assure.Sinks(calm, d.Kind()), assure.Sinks(run, d.Kind())
		for i := range min(len(peace), len(now)) {
			for _, v := range in.Values {
				if broken, _ := d.Broken(peace[i].Args, now[i].Args, v); broken {
					return true
				}
			}
		}
	}
	return false
}

func start() []twin.Inputs { return []twin.Inputs{{}, {Session: true}} }

// further are the inputs that the program's own comparisons suggest, and a plain
// word for each source that it asks for and that the finding is not about.
func further(in twin.Inputs, r *twin.Run, flow *solve.Flow) []twin.Inputs {
	if len(in.Values) >= 3 {
		return nil
	}
	var out []twin.Inputs
	with := func(k twin.SourceKey, v string) {
		values := map[twin.SourceKey]string{k: v}
		for old, v := range in.Values {
			if old != k {
				values[old] = v
			}
		}
		out = append(out, twin.Inputs{Values: values, Kinds: in.Kinds, Session: in.Session, Flips: in.Flips, Texts: in.Texts})
	}
	for _, h := range r.Hints {
		v, ok := h.Value, true
		if strings.HasPrefix(flow.Sink, "written.") {
			v, ok = meant(flow, v)
		}
		if ok {
			with(h.Source, v)
		}
	}
	if len(in.Values) == 0 {
		for _, k := range r.Asked {
			if !slices.ContainsFunc(flow.Sources, func(s solve.Source) bool { return s.Kind == k.Kind }) {
				with(k, "1")
			}
		}
	}
	return out
}
