package ops

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/text"
)

// An origin is what a name stands for: what key made of the value called from.
type origin struct {
	from      text.Sym
	key       string
	rewriting *rewriting // set when a transducer says it
}

// Back says what a fact about the value called sym tells about the value it was
// made of, if anything: when the fact holds of sym the answer holds of the
// parent, and when it does not hold of sym the answer does not hold of the
// parent. (Both directions are sound because a language knows which words it
// may have and which it surely has.) Of a turned answer only this holds: where the fact
// does not hold of sym, the answer holds of the parent.
func (in *Context) Back(sym text.Sym, f text.Fact) (parent text.Sym, about text.Fact, turned, ok bool) {
	v, ok := in.origins.Load(sym)
	o, _ := v.(origin)
	name, args, _ := strings.Cut(o.key, "\x00")
	if ok && name == "url.resolve" { // what a browser makes of it has this host
		return o.from, f, false, len(f.Via) > 0
	}
	if !ok || len(f.Via) > 0 {
		return 0, text.Fact{}, false, false
	}
	switch {
	case o.rewriting != nil:
		about, ok = o.rewriting.back(f)
	case strings.HasPrefix(name, "url."):
		about, ok = in.urlBack(f, name, args)
	case name == "text.trim" || name == "text.trim_left" || name == "text.trim_right":
		about, ok = trimBack(f, args)
	case name == "path.resolve":
		about, ok = resolveBack(f)
	case name == "path.rel" && args == "somewhere":
		about, turned, ok = relHeld(f)
	case name == "path.rel":
		about, ok = relBack(f, args)
	case slices.Contains([]string{"path.ext", "path.base", "text.rsplit", "text.rpartition"}, name):
		about, ok = tailBack(f, name, args)
	}
	return o.from, about, turned, ok
}

// language is the texts of which the fact holds.
func language(f text.Fact) (*text.Lang, bool) {
	switch f.Kind {
	case text.Equals:
		return text.Words(f.Text), true
	case text.Contains:
		return text.Containing(f.Text), true
	case text.HasPrefix:
		return text.Starting(f.Text), true
	case text.HasSuffix:
		return text.Ending(f.Text), true
	case text.OneOf:
		return text.Words(f.Set...), true
	case text.Matches:
		return f.Lang, true
	}
	return nil, false
}

// back is the texts that the rewriting turns into those of the fact. Where its
// image of characters outside ASCII is rough, a text with such a character may
// always be one, and is one for certain only if they play no part: when the fact
// is that an ASCII word occurs.
func (r *rewriting) back(f text.Fact) (text.Fact, bool) {
	l, ok := language(f)
	if !ok {
		return f, false
	}
	pre, ok := r.t.Preimage(l)
	if !ok {
		return f, false
	}
	if !r.rough.Empty() {
		plain := text.Over(text.High().Complement())
		must := pre.Intersect(plain)
		if f.Kind == text.Contains && text.ASCII(f.Text) {
			must = pre
		}
		pre = pre.Union(plain.Complement()).Between(must)
	}
	return text.Fact{Kind: text.Matches, Lang: pre}, true
}

// trimBack: a word without the bytes that are trimmed occurs in the whole just
// when it occurs in what is left; otherwise the whole is what is left between
// such bytes.
func trimBack(f text.Fact, chars string) (text.Fact, bool) {
	cut := space()
	if chars != "" {
		cut = text.Of(chars)
		if !cut.Intersect(text.High()).Empty() {
			cut = cut.Union(text.High())
		}
	}
	if f.Kind == text.Contains && text.Of(f.Text).Intersect(cut).Empty() {
		return f, true
	}
	l, ok := language(f)
	if !ok {
		return f, false
	}
	whole := text.Seqs(text.Many(cut), l, text.Many(cut))
	return text.Fact{Kind: text.Matches, Lang: whole.Between(text.Words())}, true
}

// tailBack: the derived value is the end of the whole (path.base: before
// slashes at the end).
func tailBack(f text.Fact, name, args string) (text.Fact, bool) {
	last := args[strings.LastIndexByte(args, 0)+1:]
	if name == "text.rsplit" && last != "1" || name == "text.rpartition" && last != "2" {
		return f, false
	}
	l, ok := language(f)
	if !ok {
		return f, false
	}
	end := text.Words("")
	if name == "path.base" {
		end = text.Over(text.Of("/"))
		l = l.Union(text.Words("")) // the base of "" is "."
	}
	whole := text.Seqs(text.AnyText(), l, end)
	return text.Fact{Kind: text.Matches, Lang: whole.Between(text.Words())}, true
}
