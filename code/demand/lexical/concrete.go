package lexical

import "github.com/prunella/prunella/code/value"

func bytesText(v any) (string, bool) {
	b, ok := v.(value.BytesValue)
	return string(b), ok
}

// Words reads a concrete list of texts; other elements become "".
func Words(v any) ([]string, bool) {
	l, ok := v.(*value.ListValue)
	if !ok || l == nil {
		return nil, false
	}
	out := make([]string, len(l.Items))
	for i := range l.Items {
		out[i], _ = AsText(l.Items, i)
	}
	return out, true
}
