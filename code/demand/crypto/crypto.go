// Package crypto is the demand on cryptographic choices: hashes (CWE-328),
// ciphers (CWE-327), key sizes (CWE-326), random numbers (CWE-330). Sources:
// NIST SP 800-131A rev. 2 (algorithms and sizes), RFC 6151 (MD5), RFC 7465
// (RC4), OWASP Password Storage (fast hashes).
//
// Arguments: hash.weak: algorithm, purpose ("password", "checksum", the
// names around the call, or nil).
// cipher.weak: algorithm, mode. key.size: algorithm, bits. random.weak: the
// value, and the names of what is made of it. rounds: how often a password is hashed
// (CWE-916). iv, seed: the value (CWE-1204,
// CWE-335).
package crypto

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/demand/constant"
	"github.com/prunella/prunella/code/demand/secret"
	"github.com/prunella/prunella/code/value"
)

// All lists the demands of this family.
func All() []constant.Demand {
	return []constant.Demand{
		{Name: "hash.weak", Judge: hash},
		{Name: "cipher.weak", Judge: cipher},
		{Name: "key.size", Judge: keySize},
		{Name: "random.weak", Judge: random},
		{Name: "rounds", Judge: rounds},
		{Name: "iv", Judge: vector},
		{Name: "seed", Judge: known("seed", "is known: every number that is drawn can be computed")},
	}
}

func normal(algorithm string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToUpper(algorithm))
}

var brokenHashes = map[string]string{
	"MD2": "collisions are cheap", "MD4": "collisions are cheap", "MD5": "collisions are cheap",
	"SHA": "collisions are feasible", "SHA1": "collisions are feasible", "RIPEMD": "collisions are cheap", "RIPEMD128": "it is too short",
}

var fastHashes = map[string]bool{"SHA224": true, "SHA256": true, "SHA384": true, "SHA512": true, "SHA3256": true, "SHA3512": true, "BLAKE2B": true, "BLAKE2S": true}

func hash(args []value.Abs) (int, string, string) {
	name, ok := constant.Text(args, 0)
	purpose, _ := constant.Text(args, 1)
	if !ok || accidental(purpose) {
		return 0, "", ""
	}
	if why := brokenHashes[normal(name)]; why != "" {
		return 0, "hash", name + ", for which " + why
	}
	if purpose == "password" && fastHashes[normal(name)] {
		return 0, "hash", name + " for passwords, which is fast to guess"
	}
	return 0, "", ""
}

var brokenCiphers = map[string]string{
	"DES": "keys of 56 bits", "3DES": "blocks of 64 bits", "TRIPLEDES": "blocks of 64 bits", "DES3": "blocks of 64 bits", "DESEDE": "blocks of 64 bits",
	"RC2": "blocks of 64 bits", "RC4": "a biased key stream", "ARC4": "a biased key stream", "ARCFOUR": "a biased key stream",
	"BLOWFISH": "blocks of 64 bits", "IDEA": "blocks of 64 bits", "CAST5": "blocks of 64 bits", "SEED": "no support any more", "XOR": "no secrecy",
	"CLIENTSIDEENCRYPTION1.0": "no check of what was encrypted (CVE-2022-30187)",
}

func cipher(args []value.Abs) (int, string, string) {
	if name, ok := constant.Text(args, 0); ok {
		if why := brokenCiphers[normal(name)]; why != "" {
			return 0, "cipher", name + ", which has " + why
		}
	}
	if padding, ok := constant.Text(args, 2); ok && normal(padding) == "NOPADDING" {
		if name, ok := constant.Text(args, 0); ok && normal(name) == "RSA" {
			return 2, "padding", "RSA without padding, which lets short and related messages be computed back"
		}
	}
	if mode, ok := constant.Text(args, 1); ok && normal(mode) == "ECB" {
		return 1, "cipher mode", "ECB, which shows equal blocks as equal"
	}
	return 0, "", ""
}

var leastBits = map[string]int64{"RSA": 2048, "DSA": 2048, "DH": 2048, "DIFFIEHELLMAN": 2048, "EC": 224, "ECDSA": 224, "ECDH": 224, "AES": 128, "HMAC": 112}

func keySize(args []value.Abs) (int, string, string) {
	name, ok1 := constant.Text(args, 0)
	bits, ok2 := constant.Int(args, 1)
	least := leastBits[normal(name)]
	if !ok1 || !ok2 || bits >= least {
		return 0, "", ""
	}
	return 1, "key size", fmt.Sprintf("a %s key of %d bits where %d are needed", name, bits, least)
}

// fewRounds is far below what anybody advises for PBKDF2 (OWASP Password Storage: 210,000
// and more); NIST SP 800-132 of 2010 had 1,000 for a minimum.
const fewRounds = 10_000

func rounds(args []value.Abs) (int, string, string) {
	n, ok := constant.Int(args, 0)
	if !ok || n >= fewRounds || n <= 0 {
		return 0, "", ""
	}
	return 0, "rounds", fmt.Sprintf("%d rounds, with which passwords are fast to guess", n)
}

// known: a value that has to be drawn, and is a constant.
func known(context, reason string) func([]value.Abs) (int, string, string) {
	return func(args []value.Abs) (int, string, string) {
		if s, ok := constant.Text(args, 0); ok && s != "" || allNumbers(args, 0) {
			return 0, context, reason
		}
		if _, ok := constant.Int(args, 0); ok {
			return 0, context, reason
		}
		return 0, "", ""
	}
}

// vector: known bytes, as a text or (third) as numbers, or as many as the second argument says, which
// nothing was written to.
func vector(args []value.Abs) (int, string, string) {
	const reason = "is always the same: equal beginnings of messages are seen to be equal"
	if n, ok := constant.Int(args, 1); ok && n == 0 || written(args, 2) {
		return 0, "initialisation vector", reason
	}
	return known("initialisation vector", reason)(args)
}

// allNumbers reports a list of certain numbers: []byte{1, 2, 3}.
func allNumbers(args []value.Abs, i int) bool {
	if i >= len(args) || args[i].Kind != value.List || args[i].Rest != nil {
		return false
	}
	for _, item := range args[i].Items {
		if item.Kind != value.Int || item.Lo != item.Hi {
			return false
		}
	}
	return len(args[i].Items) > 0
}

// written reports a list of numbers that are all known.
func written(args []value.Abs, i int) bool {
	if i >= len(args) || args[i].Kind != value.List || len(args[i].Items) == 0 {
		return false
	}
	for j := range args[i].Items {
		if _, ok := constant.Int(args[i].Items, j); !ok {
			return false
		}
	}
	return true
}

// quantity reports a name that says how much of something there is: getSessionCount,
// tokenDelay.
func quantity(name string) bool {
	for w := range words(name) {
		if quantities[w] {
			return true
		}
	}
	return false
}

// identifier reports a name of a number under which something is kept, oauth_id; who
// knows that of a session is let in.
func identifier(name string) bool {
	w := words(name)
	return w["id"] && !w["session"] && !w["sess"] && !w["token"] && (strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "Id") || strings.HasSuffix(name, "ID"))
}

var quantities = words("count counts total number amount duration delay timeout interval variance distribution weight percentage rate ratio score jitter backoff")

// random: the name tells whether a secret is made of the number.
func random(args []value.Abs) (int, string, string) {
	name, ok := constant.Text(args, 1)
	if !ok {
		return 0, "", ""
	}
	for _, w := range strings.Fields(name) {
		if words(w)["length"] { // whatever it is the length of
			return 0, "", ""
		}
	}
	for _, w := range strings.Fields(name) {
		if w, _, _ = strings.Cut(w, "For"); secret.Named(w) && !quantity(w) && !identifier(w) {
			return 0, "random", "a generator whose next numbers can be computed from earlier ones (" + w + ")"
		}
	}
	return 0, "", ""
}
