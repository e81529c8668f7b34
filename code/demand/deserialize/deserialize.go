// Package deserialize is the demand on data that is turned into objects
// (CWE-502): formats that can name code are for the program's own data.
//
// Arguments: the bytes; the format. Safe formats ("json", "yaml.safe", "gob",
// "xml", "csv", "toml", "msgpack", "protobuf", "ast.literal") ask nothing; nor does
// what came with the right authentication code.
package deserialize

import (
	"strings"

	"github.com/prunella/prunella/code/demand"
	"github.com/prunella/prunella/code/demand/lexical"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Demand is the demand on serialised data.
type Demand struct{}

// Kind is "deserialize".
func (Demand) Kind() string { return "deserialize" }

var safe = map[string]bool{"json": true, "yaml.safe": true, "gob": true, "xml": true, "csv": true, "toml": true, "msgpack": true, "protobuf": true, "ast.literal": true}

type lexer struct{}

func (lexer) Feed(string) {}

func (lexer) Hole(h *text.Hole, _ string) (string, string) {
	if lexical.Only(h, lexical.Word) || h.HasMark(text.MarkAuthentic) {
		return "serialised data", ""
	}
	return "serialised data", "is turned into objects by a format that can run code"
}

// Check finds data of others in a format that can name code.
func (Demand) Check(args []value.Abs) []demand.Violation {
	if len(args) == 0 {
		return nil
	}
	if len(args) > 1 {
		if words, ok := args[1].Str.Exacts(); ok && allSafe(words) {
			return nil
		}
	}
	return lexical.Check(0, args[0], func() lexical.Lexer { return lexer{} })
}

func allSafe(words []string) bool {
	for _, w := range words {
		if !safe[strings.ToLower(w)] {
			return false
		}
	}
	return len(words) > 0
}

// Attacks are small documents that call the system: pickle protocol 0, YAML with
// Python tags, Python marshal's and Java's magic.
func (Demand) Attacks(demand.Violation) []string {
	return []string{"cos\nsystem\n(S'id'\ntR.", "!!python/object/apply:os.system ['id']", "{\"py/object\": \"os.system\"}", "\xac\xed\x00\x05sr", "Y29zCnN5c3RlbQooUydpZCcKdFIu"}
}

// Broken reports the attacker's document where the loader reads it.
func (Demand) Broken(benign, attacked []any, _ string) (bool, string) {
	is, ok := lexical.AsText(attacked, 0)
	was, _ := lexical.AsText(benign, 0)
	if format, told := lexical.AsText(attacked, 1); told && safe[strings.ToLower(format)] {
		return false, ""
	}
	if !ok || is == was {
		return false, ""
	}
	for _, magic := range magics {
		if strings.HasPrefix(is, magic) && !strings.HasPrefix(was, magic) {
			return true, "the loader runs what the attacker's document says"
		}
	}
	return false, ""
}

// magics begin documents that name code: pickle's global opcode, a Python tag of
// YAML, jsonpickle's type key, Java's stream header.
var magics = []string{"cos\nsystem", "!!python/object/apply", "{\"py/object\"", "\xac\xed\x00\x05"}
