package ops

import (
	"fmt"

	"github.com/prunella/prunella/code/value"
)

// str is the text at i; "" when it is absent or nil.
func str(args []any, i int) string {
	if i >= len(args) {
		return ""
	}
	switch v := args[i].(type) {
	case string:
		return v
	case value.BytesValue:
		return string(v)
	case nil:
		return ""
	}
	return show(args[i])
}

// num is the number at i, or other when it is absent or nil.
func num(args []any, i int, other int64) int64 {
	if i >= len(args) {
		return other
	}
	switch v := args[i].(type) {
	case int64:
		return v
	case bool:
		if v {
			return 1
		}
		return 0
	case float64:
		return int64(v)
	}
	return other
}

// given reports whether there is an argument at i that is not nil.
func given(args []any, i int) bool { return i < len(args) && args[i] != nil }

// items is the elements of the list at i.
func items(args []any, i int) []any {
	if i < len(args) {
		if l, ok := args[i].(*value.ListValue); ok && l != nil {
			return l.Items
		}
	}
	return nil
}

func texts(args []any, i int) []string {
	list := items(args, i)
	out := make([]string, len(list))
	for k := range list {
		out[k] = str(list, k)
	}
	return out
}

func listOf(words []string) *value.ListValue {
	out := &value.ListValue{Items: make([]any, len(words))}
	for i, w := range words {
		out.Items[i] = w
	}
	return out
}

// s1 lifts a function of the first argument; bytes give bytes.
func s1(f func(s string) string) func([]any) (any, error) {
	return sn(func(args []any) (string, error) { return f(str(args, 0)), nil })
}

// s2 lifts a function of the first two arguments.
func s2(f func(a, b string) string) func([]any) (any, error) {
	return sn(func(args []any) (string, error) { return f(str(args, 0), str(args, 1)), nil })
}

// sn lifts a function that makes text; when the first argument is bytes the
// result is bytes.
func sn(f func(args []any) (string, error)) func([]any) (any, error) {
	return func(args []any) (any, error) {
		out, err := f(args)
		if err != nil {
			return nil, err
		}
		if len(args) > 0 {
			if _, ok := args[0].(value.BytesValue); ok {
				return value.BytesValue(out), nil
			}
		}
		return out, nil
	}
}

// b1 lifts a test.
func bn(f func(args []any) bool) func([]any) (any, error) {
	return func(args []any) (any, error) { return f(args), nil }
}

// bad is the program's error about an argument.
func bad(format string, args ...any) error { return fmt.Errorf(format, args...) }
