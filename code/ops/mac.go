package ops

import (
	"slices"

	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// macKey is the derivation of a message authentication code from its message.
const macKey = "mac"

// macOf names the code of a message under a key; 0 when there is none, or it comes
// from where the message comes from. (Who sends the key in another parameter is
// believed: operations do not know the kinds of sources.)
func (in *Context) macOf(args []value.Abs, message, key int) text.Sym {
	if len(args) <= key || args[key].Kind == value.Nil {
		return 0
	}
	whole, ok := textOf(arg(args, message)).Hole()
	if !ok || whole.Labels&(args[key].Labels|textOf(args[key]).Labels()) != 0 {
		return 0
	}
	return in.derive(macKey, whole.Sym)
}

// maxWritten bounds how many encodings of a code are looked through.
const maxWritten = 3

// vouched is what a comparison says of the message whose code one side is: who
// gave the right code for it knows the key. What is compared with it does not
// matter.
func (in *Context) vouched(args []value.Abs) *value.Guard {
	for i := range 2 {
		h, ok := textOf(arg(args, i)).Hole()
		if !ok {
			continue
		}
		sym := h.Sym
		for range maxWritten {
			v, _ := in.origins.Load(sym)
			o, known := v.(origin)
			if !known {
				break
			}
			if o.key == macKey {
				return &value.Guard{Sym: o.from, Fact: text.Fact{Kind: text.Marked, Mark: text.MarkAuthentic}}
			}
			sym = o.from
		}
	}
	return nil
}

// authentic is the mark of a piece or a decoding of an authentic text.
func authentic(h text.Hole) []string {
	if slices.Contains(h.Marks, text.MarkAuthentic) {
		return []string{text.MarkAuthentic}
	}
	return nil
}
