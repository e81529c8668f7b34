package twin

import (
	"github.com/prunella/prunella/code/solve"
	"github.com/prunella/prunella/code/text"
	"github.com/prunella/prunella/code/value"
)

// Abstract tells a demand's Check about values that are known: for demands on
// the value itself.
func Abstract(args []any) []value.Abs {
	out := make([]value.Abs, len(args))
	for i, a := range args {
		out[i] = abstract(a, 0)
	}
	return out
}

func abstract(v any, depth int) value.Abs {
	switch x := v.(type) {
	case nil:
		return value.Abs{Kind: value.Nil}
	case bool:
		n := int64(0)
		if x {
			n = 1
		}
		return value.Abs{Kind: value.Bool, Lo: n, Hi: n}
	case int64:
		return value.Abs{Kind: value.Int, Lo: x, Hi: x}
	case float64:
		n := int64(0)
		switch {
		case x >= 1<<62 || x != x:
			n = 1 << 62
		case x <= -1<<62:
			n = -1 << 62
		case x != 0 && x > -1 && x < 1:
			n = 1
		default:
			n = int64(x)
		}
		return value.Abs{Kind: value.Float, Lo: n, Hi: n}
	case string:
		return value.Abs{Kind: value.Str, Str: text.Lit(x)}
	case value.BytesValue:
		return value.Abs{Kind: value.Bytes, Str: text.Lit(string(x))}
	case *value.ListValue:
		a := value.Abs{Kind: value.List}
		for _, it := range x.Items {
			if depth < 4 {
				a.Items = append(a.Items, abstract(it, depth+1))
			}
		}
		return a
	}
	return value.Abs{Kind: value.Unknown, Lo: -1 << 63, Hi: 1<<63 - 1}
}

// satisfying is a value for which a test holds.
func satisfying(c solve.Condition, k SourceKey) (string, bool) {
	f := c.Fact
	switch f.Kind {
	case text.Equals:
		return f.Text, true
	case text.HasPrefix:
		return f.Text + Benign(k), true
	case text.HasSuffix:
		return Benign(k) + f.Text, true
	case text.Contains:
		return Benign(k) + f.Text, true
	case text.OneOf:
		if len(f.Set) > 0 {
			return f.Set[0], true
		}
	case text.Matches:
		if f.Lang != nil && !f.Lang.Match(Benign(k)) {
			return f.Lang.Example()
		}
	}
	return "", false
}
