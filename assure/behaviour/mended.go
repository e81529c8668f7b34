package behaviour

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/prunella/prunella/assure"
	"github.com/prunella/prunella/code"
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/twin"
)

// An allowance is how much of what people see a patch may change, where the finding is
// about that: the effect that shows what nobody should see becomes another one, or is
// left out. All the other effects stay as they are, in their order.
type allowance struct {
	instead func(old, now twin.Event) bool // the one may become the other
	without func(old twin.Event) bool      // it may be gone; nil: none may
	added   func(now twin.Event) bool      // it may be new; nil: none may
	still   func(old, now *twin.Run) bool  // it is seen as often as before; nil: that is asked elsewhere
	answer  bool                           // a program that told of a failure goes on to tell of one
}

// mended are the sinks at which a patch changes what is seen.
var mended = map[string]func(flow *solve.Flow, old, now *twin.Run) allowance{
	"trace": traces, "clear": secrets, "cookie.line": cookies, "cleartext": addresses, "written.download": addresses,
}

// illegible: what is to be hidden is too short in the run to be told from other text.
func illegible(flow *solve.Flow, r *twin.Run) bool {
	name, kind := hiddenName(flow), ""
	if flow.Sink == "trace" {
		kind = "trace"
	}
	return slices.ContainsFunc(r.Asked, func(k twin.SourceKey) bool {
		return len(r.Given[k]) < 4 && (k.Kind == kind || flow.Sink == "clear" && called(k, name))
	})
}

// compare lists the first difference that is not allowed.
func (a allowance) compare(old, now *twin.Run) []string {
	if a.still != nil && a.still(old, now) {
		return []string{"what nobody should see is still seen"}
	}
	x, y := old.Effects, now.Effects
	for len(x) > 0 || len(y) > 0 {
		switch {
		case len(x) > 0 && len(y) > 0 && (twin.Meaning(x[0]) == twin.Meaning(y[0]) || a.instead(x[0], y[0])):
			x, y = x[1:], y[1:]
		case len(y) > 0 && a.added != nil && a.added(y[0]):
			y = y[1:]
		case len(x) > 0 && a.without != nil && a.without(x[0]):
			x = x[1:]
		case len(x) == 0:
			return []string{"new: " + twin.Meaning(y[0])}
		case len(y) == 0:
			return []string{"gone: " + twin.Meaning(x[0])}
		default:
			return []string{"was: " + twin.Meaning(x[0]), "is: " + twin.Meaning(y[0])}
		}
	}
	if a.answer && old.Response().Status >= failure && now.Response().Status < failure {
		return []string{"a failure is told as a success"}
	}
	result := func(r *twin.Run) twin.Event { return twin.Event{Kind: "returned", Args: []any{r.Result}} }
	was, is := *old, *now
	was.Effects, is.Effects = nil, nil
	if a.instead(result(old), result(now)) {
		is.Result = was.Result
	}
	return twin.Compare(&was, &is)
}

// failure is the first status of an answer that tells of one (RFC 9110, 15.5).
const failure = 400

// traces: the answer that shows the stack of an error becomes one that shows nothing that
// was not seen before. That the error is logged, or that its kind is told by a status,
// may be new.
func traces(_ *solve.Flow, old, now *twin.Run) allowance {
	stack := givenBy(old, "trace")
	return allowance{
		instead: func(was, is twin.Event) bool {
			return replies(was) && replies(is) && showsAny(was, stack) && !showsAny(is, stack) && !tells(now, was, is) &&
				(!opaque.MatchString(twin.Meaning(is)) || opaque.MatchString(twin.Meaning(was)))
		},
		without: func(was twin.Event) bool {
			return replies(was) && showsAny(was, stack) || was.Kind == printed && slices.ContainsFunc(old.Effects, func(e twin.Event) bool { return showsAny(e, stack) })
		},
		added: func(is twin.Event) bool {
			failed := is.Kind == "http.status" || is.Kind == "http.error"
			return recorded(is) || failed && slices.ContainsFunc(old.Effects, func(e twin.Event) bool { return showsAny(e, stack) })
		},
		answer: true,
	}
}

// secrets: the line that shows a credential says the rest of what it said, or is left out
// where it says nothing else.
func secrets(flow *solve.Flow, old, now *twin.Run) allowance {
	hidden, open := credentials(flow, old)
	return allowance{
		instead: func(was, is twin.Event) bool {
			return was.Kind == is.Kind && kept(was) && showsAny(was, hidden) && !disguised(is, hidden) && !tells(now, was, is) &&
				!slices.ContainsFunc(open, func(v string) bool { return showsAny(was, []string{v}) && !showsAny(is, []string{v}) })
		},
		without: func(was twin.Event) bool {
			return kept(was) && showsAny(was, hidden) && !showsAny(was, open)
		},
		still: func(old, now *twin.Run) bool {
			count := func(r *twin.Run) (n int) {
				for _, e := range r.Effects {
					if kept(e) && showsAny(e, hidden) {
						n++
					}
				}
				return n
			}
			passed := slices.ContainsFunc(assure.Sinks(old, flow.Sink), func(e twin.Event) bool { return e.At.Span == flow.At.Span && e.At.Func == flow.At.Func })
			return passed && count(old) > 0 && count(now) >= count(old)
		},
	}
}

// cookies: the line of a cookie gets flags, and loses none.
func cookies(*solve.Flow, *twin.Run, *twin.Run) allowance {
	bare := func(e twin.Event) string { return cookieFlag.ReplaceAllString(twin.Meaning(e), "") }
	return allowance{instead: func(was, is twin.Event) bool {
		if was.Kind != is.Kind || bare(was) != bare(is) || !setsCookie.MatchString(twin.Meaning(was)) {
			return false
		}
		flags := strings.ToLower(strings.Join(cookieFlag.FindAllString(twin.Meaning(is), -1), ";"))
		for _, f := range cookieFlag.FindAllString(strings.ToLower(twin.Meaning(was)), -1) {
			if !strings.Contains(flags, f) && !strings.Contains(f, "none") {
				return false
			}
		}
		return strings.Contains(strings.ToLower(twin.Meaning(was)), "samesite=none") || !strings.Contains(flags, "samesite=none")
	}}
}

var (
	setsCookie = regexp.MustCompile(`(?i)cookie`)
	cookieFlag = regexp.MustCompile(`(?i); *(httponly|secure|samesite=\w+)\b`)
)

// addresses: what was asked for in the clear is asked for over TLS, and nothing the other
// way.
func addresses(*solve.Flow, *twin.Run, *twin.Run) allowance {
	return allowance{instead: func(was, is twin.Event) bool {
		a, b := twin.Meaning(was), twin.Meaning(is)
		if web.ReplaceAllString(a, "http") != web.ReplaceAllString(b, "http") {
			return false
		}
		now := web.FindAllString(b, -1)
		for i, scheme := range web.FindAllString(a, -1) {
			if len(scheme) > len(now[i]) {
				return false
			}
		}
		return true
	}}
}

var web = regexp.MustCompile(`https?\b`)

// opaque is how an object that the twin cannot write out is seen.
var opaque = regexp.MustCompile(`<[\w$]+\.[\w$.]+>`)

func replies(e twin.Event) bool {
	return e.Kind == "respond" || e.Kind == "http.write" || e.Kind == "returned"
}

func recorded(e twin.Event) bool {
	return e.Kind == "print" || e.Kind == "log" || e.Kind == printed
}

// printed is the effect of writing the stack of an error, wherever it goes.
const printed = "print stack trace"

// kept: it is written where it stays.
func kept(e twin.Event) bool {
	return recorded(e) || strings.HasPrefix(e.Kind, "file.") || e.Kind == "write"
}

// givenBy are the texts that sources of a kind gave.
func givenBy(r *twin.Run, kind string) (out []string) {
	for k, v := range r.Given {
		if k.Kind == kind && len(v) > 3 {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

// hiddenName is what the program calls the credential of a finding.
func hiddenName(flow *solve.Flow) string {
	if flow.Sink != "clear" || len(flow.Args) < 2 {
		return ""
	}
	name, _ := flow.Args[1].Str.Exact()
	return strings.ToLower(name)
}

func called(k twin.SourceKey, name string) bool {
	return name != "" && strings.Contains(strings.ToLower(k.Name), name)
}

// hides: the patch mends that the value of a source is written down as it is.
func hides(s *assure.Subject, k twin.SourceKey) bool {
	return s.Series != nil && slices.ContainsFunc(s.Series.Patches, func(p *code.Patch) bool { return called(k, hiddenName(p.Found.Flow())) })
}

// credentials are the texts of a run that are to be hidden, by the name that the finding
// gives them, and those that are not.
func credentials(flow *solve.Flow, r *twin.Run) (hidden, open []string) {
	name := hiddenName(flow)
	for k, v := range r.Given {
		if len(v) < 4 {
			continue
		}
		if called(k, name) {
			hidden = append(hidden, v)
		} else {
			open = append(open, v)
		}
	}
	slices.Sort(hidden)
	slices.Sort(open)
	return hidden, open
}

// tells: the effect shows what a source gave, and the one in whose place it stands did not.
func tells(now *twin.Run, was, is twin.Event) bool {
	for k, v := range now.Given {
		if len(v) > 3 && k.Kind != "trace" && disguised(is, []string{v}) && !showsAny(was, []string{v}) {
			return true
		}
	}
	return false
}

func showsAny(e twin.Event, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return shows([]twin.Event{e}, w) })
}

// disguised: a word is seen as it is, or in a form that everybody reads back.
func disguised(e twin.Event, words []string) bool {
	for _, w := range words {
		backwards := []byte(w)
		slices.Reverse(backwards)
		forms := []string{
			w, strings.ToUpper(w), string(backwards), hex.EncodeToString([]byte(w)), url.QueryEscape(w),
			strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(w)), "="), strings.TrimRight(base64.URLEncoding.EncodeToString([]byte(w)), "="),
		}
		if showsAny(e, forms) {
			return true
		}
	}
	return false
}
