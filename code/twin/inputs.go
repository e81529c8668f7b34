package twin

import (
	"hash/fnv"
	"sort"
	"strconv"
	"strings"
)

// A SourceKey names one thing the outside gives: kind "http.query", names "q".
type SourceKey struct {
	Kind string
	Name string // names joined by "."; "" when unnamed
}

// Key names what a source of a kind gives under the names.
func Key(kind string, names ...string) SourceKey { return keyOf(kind, names) }

func keyOf(kind string, names []string) SourceKey { return SourceKey{kind, strings.Join(names, ".")} }

// requestTarget is what stands after the method in a request (RFC 9112, 3.2): a path
// and a query, which no server has looked into.
var requestTarget = SourceKey{"http.url", "target"}

func (k SourceKey) child(name string) SourceKey {
	if k.Name == "" || k.Name == "body" || k.Name == "all" || k.Name == "view_args" {
		return SourceKey{k.Kind, name}
	}
	return SourceKey{k.Kind, k.Name + "." + name}
}

// Inputs are what the outside gives in one run. What they do not say is benign.
// The zero Inputs are a harmless user's.
type Inputs struct {
	Values map[SourceKey]string
	// Kind gives a value to every source of a kind that Values does not name: for
	// sources whose name is not known beforehand.
	Kinds map[string]string
	// Session takes the caller to be logged in: a function of the project that is
	// given a credential (a cookie, an Authorization header) accepts it.
	Session bool
	// Flips are the unknown conditions, by their number in the run, that go the
	// other way than at first.
	Flips map[int]bool
	// Setup is a function of the project, called by nobody, that the program is
	// taken to start with: it registers the entry.
	Setup string
	// Main is the main function that is started, of a tree with several programs; ""
	// stands for all of them.
	Main string
	// Caller: a function that is run by itself is given its texts by a library's user.
	Caller bool
	// Texts are the parameters of a function run by itself that are given texts as well.
	Texts map[string]bool
	// Known are the only variables of the environment that are set; nil: all are.
	Known map[string]bool
}

// KnownTo is a copy in which only those variables of the environment are set that a run
// asked for: what a later version asks for besides is set nowhere yet.
func (in Inputs) KnownTo(r *Run) Inputs {
	out := in.clone()
	out.Known = map[string]bool{}
	for _, k := range r.Asked {
		if k.Kind == "env" {
			out.Known[k.Name] = true
		}
	}
	return out
}

// lacks reports a variable of the environment that is not set.
func (in Inputs) lacks(k SourceKey) bool {
	return k.Kind == "env" && in.Known != nil && !in.Known[k.Name]
}

// With is a copy with one value more.
func (in Inputs) With(k SourceKey, v string) Inputs {
	out := in.clone()
	out.Values[k] = v
	return out
}

// Without is a copy in which the source gives what is benign.
func (in Inputs) Without(k SourceKey) Inputs {
	out := in.clone()
	delete(out.Values, k)
	return out
}

// Flipped is a copy in which the unknown condition of that number goes the other
// way.
func (in Inputs) Flipped(n int) Inputs {
	out := in.clone()
	out.Flips[n] = !out.Flips[n]
	return out
}

func (in Inputs) clone() Inputs {
	out := Inputs{Values: map[SourceKey]string{}, Kinds: in.Kinds, Session: in.Session, Flips: map[int]bool{}, Setup: in.Setup, Main: in.Main, Known: in.Known, Caller: in.Caller, Texts: in.Texts}
	for k, v := range in.Values {
		out.Values[k] = v
	}
	for k, v := range in.Flips {
		out.Flips[k] = v
	}
	return out
}

// at is a copy that asks for the path of the entry's route.
func (in Inputs) at(e Entry) Inputs {
	k := SourceKey{"http.url", "path"}
	if e.Kind != "http" || e.Pattern == "" || in.Values[k] != "" {
		return in
	}
	path := e.Pattern
	for _, segment := range strings.Split(e.Pattern, "/") {
		if name := placeholder(segment); name != "" {
			path = fillPattern(path, name, in.value(SourceKey{"http.path", name}))
		}
	}
	return in.With(k, emptyPattern(path))
}

// value is what the source gives.
func (in Inputs) value(k SourceKey) string {
	if v, ok := in.Values[k]; ok {
		return v
	}
	if v, ok := in.Kinds[k.Kind]; ok {
		return v
	}
	if k.Kind == queryOrForm {
		return in.value(SourceKey{"http.query", k.Name})
	}
	return Benign(k)
}

// queryOrForm is a parameter that is looked for in a form that was sent, then in the
// query: who sends both is free to say two things.
const queryOrForm = "http.query.form"

// again reports a parameter that is given once more under the same name; "" when it
// is not, as harmless users do not.
func (k SourceKey) again() bool { return strings.HasSuffix(k.Kind, ".again") }

func (in Inputs) loggedIn() Inputs {
	out := in.clone()
	out.Session = true
	return out
}

// fingerprint tells inputs apart.
func (in Inputs) fingerprint() string {
	var parts []string
	for k, v := range in.Values {
		parts = append(parts, k.Kind+"\x00"+k.Name+"\x00"+v)
	}
	for k, v := range in.Kinds {
		parts = append(parts, k+"\x00\x00"+v)
	}
	for n, on := range in.Flips {
		if on {
			parts = append(parts, "!"+strconv.Itoa(n))
		}
	}
	for name := range in.Known {
		parts = append(parts, "known "+name)
	}
	for name := range in.Texts {
		parts = append(parts, "text "+name)
	}
	if in.Known != nil {
		parts = append(parts, "known only")
	}
	if in.Setup != "" {
		parts = append(parts, "setup "+in.Setup)
	}
	if in.Main != "" {
		parts = append(parts, "main "+in.Main)
	}
	if in.Caller {
		parts = append(parts, "caller")
	}
	if in.Session {
		parts = append(parts, "session")
	}
	sort.Strings(parts)
	return strings.Join(parts, "\x01")
}

// Benign is what a harmless user gives: an unmistakable word that fits the name.
func Benign(k SourceKey) string {
	if k.again() {
		return ""
	}
	if k.Kind == queryOrForm {
		k.Kind = "http.query"
	}
	h := fnv.New32a()
	h.Write([]byte(k.Kind + "." + k.Name))
	n := strconv.Itoa(1013 + int(h.Sum32()%8000))
	name := strings.ToLower(k.Name[strings.LastIndexByte(k.Name, '.')+1:])
	switch {
	case k.Kind == "http.method" || name == "method" && strings.HasPrefix(k.Kind, "http"):
		return "GET"
	case k.Kind == "dom.message" && name == "origin": // any page may open this one
		return "https://stranger.invalid"
	case k.Kind == "http.host":
		return "bq" + n + ".example.org"
	case k.Kind == "http.filename" || k.Kind == "http.file.entry":
		return "bq" + n + ".txt"
	case name == "id" || strings.HasSuffix(name, "_id") || oneOf(name, "page", "limit", "offset", "count", "size", "year", "num", "number", "qty", "quantity", "amount", "price", "port", "age"):
		return n
	case strings.Contains(name, "email") || strings.Contains(name, "mail"):
		return "bq" + n + "@example.org"
	case oneOf(name, "next", "redirect", "return", "return_to", "path") || k == requestTarget:
		return "/bq" + n
	case strings.Contains(name, "url") || oneOf(name, "link", "href", "webhook", "callback"):
		return "https://bq" + n + ".example.org/"
	case oneOf(name, "date", "day", "from", "to", "since", "until"):
		return "2024-05-17"
	}
	return "bq" + n
}

func oneOf(s string, set ...string) bool {
	for _, x := range set {
		if s == x {
			return true
		}
	}
	return false
}
