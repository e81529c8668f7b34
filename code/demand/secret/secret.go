// Package secret is the demand on credentials (CWE-798): they are not written in
// the source.
//
// Arguments: the credential; the name of what it is for. The value is judged by
// its looks: empty texts and placeholders ("<token>", "xxx", "your-key") are
// none. No reason ever tells the value.
package secret

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/demand/constant"
	"github.com/prunella/prunella/code/value"
)

// All lists the demands: secret as above, and clear, which takes what a name told of
// a value that is written where others read it (CWE-312, CWE-532): what it is, the name; told, the
// same of what is sent to whoever listens (CWE-927); told.page, of what any page may get (CWE-201).
func All() []constant.Demand {
	return []constant.Demand{{Name: "secret", Judge: judge}, {Name: "clear", Judge: clear}, {Name: "told", Judge: clear}, {Name: "told.page", Judge: clear}}
}

func clear(args []value.Abs) (int, string, string) {
	what, ok := constant.Text(args, 0)
	name, _ := constant.Text(args, 1)
	if !ok || what == "" {
		return 0, "", ""
	}
	return 0, what, fmt.Sprintf("%s is %s", name, what)
}

func judge(args []value.Abs) (int, string, string) {
	words := constant.Texts(args, 0)
	if len(words) == 0 || args[0].Kind == value.List {
		return 0, "", ""
	}
	for _, w := range words {
		if !Real(w) || ofNothing(w) {
			return 0, "", ""
		}
	}
	name, ok := constant.Text(args, 1)
	if !ok || name == "" {
		name = "a credential"
	}
	return 0, "secret", name + " is written in the source"
}

// ofNothing reports a digest of the empty text, raw or in hex: a key that is
// computed of a setting which is not there yet.
func ofNothing(w string) bool {
	for _, sum := range [][]byte{md5.New().Sum(nil), sha1.New().Sum(nil), sha256.New().Sum(nil)} {
		if w == string(sum) || w == hex.EncodeToString(sum) {
			return true
		}
	}
	return false
}

// Real reports whether a text looks like a credential, not like a placeholder.
func Real(s string) bool {
	low := strings.ToLower(strings.TrimSpace(s))
	if len(low) < 3 || strings.Trim(low, low[:1]) == "" {
		return false
	}
	if strings.ContainsAny(low[:1], "<$%{[") || strings.HasPrefix(low, "env:") {
		return false
	}
	for _, p := range []string{"your", "placeholder", "example", "todo", "fixme", "replace", "insert", "dummy", "redacted", "n/a", "none", "null"} {
		if strings.HasPrefix(low, p) {
			return false
		}
	}
	return true
}

// words are parts of names that tell a secret.
var words = []string{"password", "passwd", "pwd", "secret", "token", "apikey", "api_key", "credential", "private", "session", "otp", "csrf", "nonce", "salt", "reset", "key", "pin", "captcha", "invite", "verification", "auth"}

// Named reports whether a name tells that a secret is meant.
func Named(name string) bool {
	low := strings.ToLower(strings.ReplaceAll(name, "-", "_"))
	for _, w := range words {
		at := strings.Index(low, w)
		if at < 0 || w == "auth" && strings.HasPrefix(low[at:], "author") && !strings.HasPrefix(low[at:], "authori") { // who wrote it
			continue
		}
		if len(w) > 3 || (at == 0 || low[at-1] == '_' || low[at-1] == '.') && (at+len(w) == len(low) || low[at+len(w)] == '_') || strings.HasSuffix(name, "Key") || strings.HasSuffix(name, "OTP") {
			return true
		}
	}
	return false
}

// ends are the last words of names that hold a credential.
var ends = map[string]int{"password": 1, "passwd": 1, "pwd": 1, "passphrase": 1, "secret": 1, "token": 3, "apikey": 3, "key": 3}

// Written reports whether a constant stored under a name is a credential: the name
// ends in a word for one ("sync key", not "key header"), and the text looks like
// one: no blank, and digits, as words of a language and names of fields have none.
func Written(name, value string) bool {
	digits := 0
	for _, c := range value {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	least, ok := ends[lastWord(name)]
	return ok && digits >= least && len(value) >= 6+4*least-4 && Real(value) && !strings.ContainsAny(value, " /%:{}<>\n")
}

// lastWord of SYNC_KEY, syncKey or app.SyncKey is "key".
func lastWord(name string) string {
	name = name[strings.LastIndexAny(name, "._")+1:]
	at := 0
	for i := 1; i < len(name); i++ {
		if name[i] >= 'A' && name[i] <= 'Z' && name[i-1] >= 'a' && name[i-1] <= 'z' {
			at = i
		}
	}
	return strings.ToLower(name[at:])
}
