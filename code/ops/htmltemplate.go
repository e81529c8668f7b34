package ops

import (
	"errors"
	"html/template"
	"strings"

	"github.com/prunella/prunella/code/value"
)

// page is what html/template itself makes of a layout and of data. A layout that calls
// functions of the program, or other templates, makes nothing here.
func page(layout string, data any) string {
	if len(layout) > maxPage || strings.Contains(layout, "template") && strings.Contains(layout, "define") {
		return ""
	}
	t, err := template.New("page").Parse(layout)
	if err != nil {
		return ""
	}
	w := &bounded{}
	_ = t.Execute(w, plain(data, maxDepth)) // what stands before a mistake is sent all the same
	return w.String()
}

const (
	maxPage  = 1 << 16 // bytes of a layout, and of the page made of it
	maxDepth = 8       // of data within data
)

var errFull = errors.New("the page is too long")

// bounded keeps what is written as long as it is no more than a page.
type bounded struct{ strings.Builder }

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxPage {
		return 0, errFull
	}
	return b.Builder.Write(p)
}

// plain is a value as templates know it.
func plain(v any, depth int) any {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case value.BytesValue:
		return template.HTML(v) // what the model calls markup
	case *value.ListValue:
		out := make([]any, len(v.Items))
		for i, item := range v.Items {
			out[i] = plain(item, depth-1)
		}
		return out
	case *value.MapValue:
		out := map[string]any{}
		for _, k := range v.Keys {
			if name, ok := k.(string); ok {
				out[name] = plain(v.Vals[k], depth-1)
			}
		}
		return out
	}
	return v
}
