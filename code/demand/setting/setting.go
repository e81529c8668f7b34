// Package setting is the demand on settings: cookies (CWE-614, CWE-1004,
// CWE-1275; RFC 6265 4.1.2), timeouts and limits (CWE-400, CWE-770), file modes
// (CWE-732), debuggers (CWE-489), who may read across origins (CWE-942), who may
// sign in without a password (CWE-287), names of temporary files (CWE-377),
// protocols without encryption (CWE-319).
//
// Arguments: cookie: secure, httponly, name, samesite; nil where nothing is said
// here. cookie.line: the value of the header. protection: what is turned off (CWE-693). timeout: the time, what; nil or 0 is none. limit: the bound, what is
// read; nil is none. perm: the mode, what ("file", "folder", "new folder", "secret"). debug:
// whether it is on, the host. cors: the origins allowed, whether credentials are.
// bind: the password, the user. temp, temp.open, exporter, cleartext: what is used, and
// whether it is so and whether it stays in this machine, when that is a question.
// unguarded: who else says who may call them. csrf.off:
// true where a framework's check against forged requests (CWE-352) is turned off; csrf.get: true
// where a handler of GET requests changed what is stored. hidden: the name of a letter that turns the direction of
// writing (CWE-1007). allhosts: the host that is listened on (CWE-1327). served: the folder that is handed out (CWE-552).
// escape.off: whether templates escape what they write (CWE-116). Android's: pending:
// true where an open pending intent is given away (CWE-927); install: true where a package of
// unknown origin is installed (CWE-94); webview.content: true where pages may read providers (CWE-200). tls.host: true where nobody asks whose a
// certificate is (CWE-297). actuator: true
// where anybody may ask for a program's endpoints (CWE-200). jmx: true where any object is taken for a credential (CWE-665). folder: what a resolved path has to begin with, whether it is a resolved path itself (CWE-22).
package setting

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/demand/constant"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/value"
)

// written are the kinds of what front ends see to be wrong as it is written; the
// argument says what it is.
var written = []string{"escape", "host", "scheme", "suffix", "anchor", "origin", "bias", "race", "address", "session", "hash", "download", "sce", "markup", "type", "turns", "crash", "case", "place"}

// All lists the demands of this family.
func All() []constant.Demand {
	out := settings()
	for _, kind := range written {
		out = append(out, constant.Demand{Name: "written." + kind, Judge: used(kind, "%s")})
	}
	return out
}

func settings() []constant.Demand {
	return []constant.Demand{
		{Name: "cookie", Judge: cookie},
		{Name: "cookie.line", Judge: cookieLine},
		{Name: "protection", Judge: used("protection", "%s is turned off")},
		{Name: "timeout", Judge: timeout},
		{Name: "limit", Judge: limit},
		{Name: "perm", Judge: perm},
		{Name: "debug", Judge: debug},
		{Name: "cors", Judge: cors},
		{Name: "bind", Judge: bind},
		{Name: "csrf.off", Judge: forged},
		{Name: "escape.off", Judge: unescaped},
		{Name: "csrf.get", Judge: on("get", "changes what is stored on a request that only asks (GET), which any page can send in a user's name")},
		{Name: "temp", Judge: used("temp", "%s names a file that another may make first")},
		{Name: "temp.open", Judge: used("temp", "%s makes it so that every user of the machine may read it")},
		{Name: "exporter", Judge: used("exporter", "%s makes whatever objects a stranger sends")},
		{Name: "unguarded", Judge: used("open", "does not say who may call it, as %s do")},
		{Name: "hidden", Judge: used("hidden letters", "%s changes the order in which the line is shown, not the one in which it is read")},
		{Name: "allhosts", Judge: everywhere},
		{Name: "served", Judge: served},
		{Name: "cleartext", Judge: used("cleartext", "%s sends all in the clear")},
		{Name: "actuator", Judge: on("actuator", "lets anybody ask the endpoints that tell of the running program")},
		{Name: "jmx", Judge: on("jmx", "takes any object for a password, and makes it before it looks at it")},
		{Name: "tls.host", Judge: on("host", "does not ask whose certificate it is, so that anybody's will do")},
		{Name: "folder", Judge: folder},
		{Name: "pending", Judge: on("pending", "hands over a pending intent that names no component and may be changed")},
		{Name: "install", Judge: on("install", "installs a package from where others may have put it")},
		{Name: "webview.content", Judge: on("content", "lets pages read what content providers give")},
	}
}

func cookie(args []value.Abs) (int, string, string) {
	if name, ok := constant.Text(args, 2); ok && preference(name) {
		return 0, "", ""
	}
	var lacks []string
	at := -1
	for i, name := range []string{"Secure", "HttpOnly"} {
		if constant.False(args, i) {
			lacks = append(lacks, name)
			if at < 0 {
				at = i
			}
		}
	}
	if same, ok := constant.Text(args, 3); ok && strings.EqualFold(same, "none") && constant.False(args, 0) {
		lacks = append(lacks, "SameSite")
	}
	if len(lacks) == 0 {
		return 0, "", ""
	}
	return at, cookieContext(lacks), "does not set " + strings.Join(lacks, " and ")
}

// cookieContext tells cookies that go over the open net from those that scripts read.
func cookieContext(lacks []string) string {
	script := slices.Contains(lacks, "HttpOnly")
	switch {
	case script && len(lacks) == 1:
		return "cookie for scripts"
	case !script:
		return "cookie in clear"
	}
	return "cookie"
}

// cookieLine judges a cookie as it is written in a header (RFC 6265 4.1).
func cookieLine(args []value.Abs) (int, string, string) {
	if len(args) == 0 {
		return 0, "", ""
	}
	for _, seq := range lexical.Texts(args[0]) {
		var all strings.Builder
		for _, p := range seq {
			if p.Hole != nil && strings.Contains(all.String(), ";") {
				return 0, "", "" // who knows what it sets
			}
			all.WriteString(strings.ToLower(p.Text))
		}
		name, rest, ok := strings.Cut(all.String(), "=")
		if !ok || preference(name) || strings.Contains(rest, "1970") || strings.Contains(rest, "max-age=0") {
			return 0, "", ""
		}
		var lacks []string
		for _, what := range []string{"Secure", "HttpOnly"} {
			if !strings.Contains(rest, strings.ToLower(what)) {
				lacks = append(lacks, what)
			}
		}
		if len(lacks) > 0 {
			return 0, cookieContext(lacks), "does not set " + strings.Join(lacks, " and ")
		}
	}
	return 0, "", ""
}

// preferences are what cookies remember that is nobody's secret and that scripts
// of the page read.
var preferences = map[string]bool{
	"theme": true, "dark": true, "light": true, "mode": true, "lang": true, "language": true, "locale": true, "timezone": true, "tz": true,
	"currency": true, "consent": true, "color": true, "colour": true, "scheme": true, "sidebar": true, "layout": true, "order": true, "sort": true,
}

// preference reports whether a cookie's name says that it holds a preference:
// every word of it does.
func preference(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return c == '_' || c == '-' || c == '.' })
	for _, w := range words {
		if !preferences[w] {
			return false
		}
	}
	return len(words) > 0
}

func timeout(args []value.Abs) (int, string, string) {
	n, ok := constant.Int(args, 0)
	if !constant.Nil(args, 0) && !(ok && n == 0) {
		return 0, "", ""
	}
	return 0, "timeout", named(args, "no timeout is set", "%s is not set")
}

func limit(args []value.Abs) (int, string, string) {
	n, ok := constant.Int(args, 0)
	if !constant.Nil(args, 0) && !(ok && n < 0) {
		return 0, "", ""
	}
	return 0, "limit", named(args, "what is read has no bound", "%s has no bound")
}

func named(args []value.Abs, without, with string) string {
	if what, ok := constant.Text(args, 1); ok && what != "" {
		return fmt.Sprintf(with, what)
	}
	return without
}

// perm: a folder made with all rights leaves the choice to the umask, as the
// convention is; that weighs less. perm leaves the group alone: who gives a file to a group means to share it.
func perm(args []value.Abs) (int, string, string) {
	mode, ok := constant.Int(args, 0)
	what, _ := constant.Text(args, 1)
	switch {
	case !ok:
	case what == "new folder" && mode&0o777 == 0o777:
		return 0, "umask", fmt.Sprintf("mode %04o, with which everybody may write as far as the umask lets them", mode&0o7777)
	case mode&0o002 != 0:
		return 0, "mode", fmt.Sprintf("mode %04o, with which everybody may write", mode&0o7777)
	case what == "secret" && mode&0o077 != 0:
		return 0, "mode", fmt.Sprintf("mode %04o, with which others may read a secret", mode&0o7777)
	}
	return 0, "", ""
}

func debug(args []value.Abs) (int, string, string) {
	if n, ok := constant.Int(args, 0); constant.True(args, 0) || ok && n != 0 {
		return 0, "debug", "the debugger runs code of whoever reaches it"
	}
	return 0, "", ""
}

// cors: any origin, and with what the browser knows of the user. Browsers refuse the
// pair "*" and credentials, so libraries answer with the origin that asks.
func cors(args []value.Abs) (int, string, string) {
	if said, ok := constant.Text(args, 1); !constant.True(args, 1) && !(ok && said == "true") { // as a setting, or as a header
		return 0, "", ""
	}
	for _, origin := range constant.Texts(args, 0) {
		if origin == "*" || origin == ".*" || origin == "null" {
			return 0, "cors", fmt.Sprintf("lets %q read with the credentials of whoever visits", origin)
		}
	}
	return 0, "", ""
}

// bind: a directory takes a name without a password for an anonymous one, and says yes.
func bind(args []value.Abs) (int, string, string) {
	password, ok := constant.Text(args, 0)
	if !constant.Nil(args, 0) && !(ok && password == "") || constant.Nil(args, 1) {
		return 0, "", ""
	}
	if user, ok := constant.Text(args, 1); ok && user == "" { // anonymous, and said to be
		return 0, "", ""
	}
	return 0, "bind", "names a user without a password, which directories take for nobody and accept"
}

func forged(args []value.Abs) (int, string, string) {
	if !constant.True(args, 0) {
		return 0, "", ""
	}
	return 0, "forgery", "turns off the check that a request comes from the program's own pages"
}

// folder: the beginning that a resolved path is compared with ends in a separator; else
// "/data/other" begins with "/data/o". An unknown text is judged when the second
// argument says that it is a resolved path, which has none at its end.
func folder(args []value.Abs) (int, string, string) {
	if len(args) == 0 {
		return 0, "", ""
	}
	seqs := lexical.Texts(args[0])
	for _, s := range seqs {
		if len(s) == 0 {
			return 0, "", ""
		}
		last := s[len(s)-1]
		if last.Hole != nil && !constant.True(args, 1) || last.Hole == nil && (last.Text == "" || strings.ContainsAny(last.Text[len(last.Text)-1:], `/\`)) {
			return 0, "", ""
		}
	}
	if len(seqs) == 0 {
		return 0, "", ""
	}
	return 0, "folder", "also lets in a folder beside it whose name begins in the same way"
}

// on: the argument is true.
func on(context, reason string) func([]value.Abs) (int, string, string) {
	return func(args []value.Abs) (int, string, string) {
		if !constant.True(args, 0) {
			return 0, "", ""
		}
		return 0, context, reason
	}
}

// everywhere: the empty host and the two written as zeros are all that the machine has.
func everywhere(args []value.Abs) (int, string, string) {
	host, ok := constant.Text(args, 0)
	if i := strings.LastIndexByte(host, ':'); i >= 0 && strings.Trim(host[i+1:], "0123456789") == "" && !strings.HasSuffix(host, "::") {
		host = host[:i] // a port follows
	}
	if !ok || host != "" && host != "0.0.0.0" && host != "::" && host != "[::]" {
		return 0, "", ""
	}
	return 0, "all interfaces", "listens on all of the machine's addresses"
}

// served: the root of all files, the folder in which the program was started, or the one
// with what was installed.
func served(args []value.Abs) (int, string, string) {
	root, ok := constant.Text(args, 0)
	switch {
	case !ok || root == "":
	case root == "/":
		return 0, "served root", "hands out every file that the program may read"
	case strings.Trim(root, "./") == "":
		return 0, "served root", "hands out the folder in which the program was started, its sources and settings among the rest"
	case path.Base(root) == "node_modules":
		return 0, "served root", "hands out what was installed, with the paths and secrets that packages keep"
	}
	return 0, "", ""
}

func unescaped(args []value.Abs) (int, string, string) {
	if !constant.False(args, 0) {
		return 0, "", ""
	}
	return 0, "escaping", "writes values into pages as they are"
}

func used(context, reason string) func([]value.Abs) (int, string, string) {
	return func(args []value.Abs) (int, string, string) {
		what, ok := constant.Text(args, 0)
		if !ok || len(args) > 1 && !constant.True(args, 1) || constant.True(args, 2) {
			return 0, "", ""
		}
		return 0, context, fmt.Sprintf(reason, what)
	}
}
