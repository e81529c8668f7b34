package crypto

import (
	"strings"
	"unicode"
)

// What a hash is for is told by names: of the function, of the variable it is
// assigned to, of what is hashed. A front end hands them over as one text.

var guards = words("password passwd pwd passphrase secret token signature sign signed auth session credential credentials hmac mac verify license")

var accidents = words("checksum checksums etag etags cache cached caching gravatar avatar libravatar dedup deduplicate duplicate duplicates shard bucket color colour crc")

// accidental reports whether names say that a hash guards against accidents
// only, and none says that it guards a secret.
func accidental(names string) bool {
	found := false
	for w := range words(names) {
		if guards[w] {
			return false
		}
		found = found || accidents[w]
	}
	return found
}

// words splits names like cacheKey, cache_key, cache-key, MD5Checksum, and keeps each
// run of letters whole as well: ETag is a word.
func words(names string) map[string]bool {
	out := map[string]bool{}
	runes := []rune(names)
	from, run := 0, 0
	whole := func(to int) {
		if to > run {
			out[strings.ToLower(string(runes[run:to]))] = true
		}
		run = to + 1
	}
	flush := func(to int) {
		if to > from {
			out[strings.ToLower(string(runes[from:to]))] = true
		}
		from = to
	}
	for i, c := range runes {
		switch {
		case !unicode.IsLetter(c):
			flush(i)
			whole(i)
			from = i + 1
		case unicode.IsUpper(c) && i > from && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			flush(i)
		}
	}
	flush(len(runes))
	whole(len(runes))
	return out
}
