package lang

import (
	"strings"
	"unicode"
)

// Sensitive tells what the name of a variable, an attribute, a key or a function
// that gets something says of its value: "a credential", "personal data", or "".
//
// The last words decide: a password is one, a password's length, hash or field is
// none, nor is what says whether there is one.
func Sensitive(name string) string {
	w := words(name)
	if len(w) == 0 {
		return ""
	}
	for _, x := range w {
		if harmless[x] {
			return ""
		}
	}
	last := strings.TrimRight(w[len(w)-1], "0123456789")
	if last == "" {
		last = w[len(w)-1]
	}
	if credentials[last] || strings.HasSuffix(last, "password") || strings.HasSuffix(last, "passwd") || len(w) > 1 && credentials[w[len(w)-2]+" "+last] {
		return "a credential"
	}
	if personal[last] || len(w) > 1 && personal[w[len(w)-2]+" "+last] || len(w) > 2 && personal[strings.Join(w[len(w)-3:], " ")] {
		return "personal data"
	}
	return ""
}

// Password reports a name whose last word is one for what only its owner knows.
func Password(name string) bool {
	w := words(name)
	return len(w) > 0 && passwords[w[len(w)-1]] && Sensitive(name) != ""
}

// Compares reports that a text which a variable is compared with is a password, not one
// of few marks ("LDAP", "NOT_SET") that stand where there is none.
func Compares(name, text string) bool {
	return Password(name) && len(text) > 3 && !strings.ContainsAny(text, " \t\n") && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-") != ""
}

var passwords = set("password", "passwd", "pwd", "passphrase", "passcode", "secret")

var credentials = set("password", "passwd", "pwd", "passphrase", "passcode", "secret", "secret token", "api key", "apikey", "private key", "secret key", "secretkey", "access key",
	"auth token", "access token", "refresh token", "bearer token", "session token", "encryption key", "signing key", "secret value")

var personal = set("ssn", "social security number", "passport no", "passport number", "creditcard", "credit card", "debit card", "card number", "ccn", "bank number", "iban",
	"mobile number", "phone no", "phone number", "post code", "postcode", "social security no", "credit card no", "credit card number", "bank account no", "account number", "zip code", "zipcode", "home address", "user latitude", "user longitude")

// harmless words say that the value is about the secret, or was made safe.
var harmless = set("is", "has", "should", "can", "must", "needs", "requires", "hash", "hashed", "encrypted", "enc", "crypted", "masked", "mask", "redacted", "redact", "obfuscated", "censored", "without", "public", "fake", "dummy", "question", "random", "sha256", "md5",
	"check", "validate", "verify", "forgot", "reset", "change", "changed", "missing", "invalid", "wrong", "bad")

func set(list ...string) map[string]bool {
	out := make(map[string]bool, len(list))
	for _, w := range list {
		out[w] = true
	}
	return out
}

// words takes a name apart: getApiKey, get_api_key, get-api-key.
func words(name string) []string {
	var out []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, strings.ToLower(word.String()))
			word.Reset()
		}
	}
	runes := []rune(name)
	for i, c := range runes {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			flush()
			continue
		}
		if unicode.IsUpper(c) && i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			flush()
		}
		word.WriteRune(c)
	}
	flush()
	return out
}
