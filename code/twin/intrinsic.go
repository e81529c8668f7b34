package twin

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/ops"
	"github.com/prunella/prunella/code/value"
)

// intrinsic executes a primitive of a library model.
func (m *machine) intrinsic(f *frame, in *ir.Instr, args []any, named map[string]any) (any, bool) {
	switch in.Name {
	case ir.IntrinsicSource:
		return m.source(f, in, args), true
	case ir.IntrinsicSink:
		m.sink(args)
		return nil, true
	case ir.IntrinsicEffect:
		if len(args) > 0 {
			m.run.Effects = m.event(m.run.Effects, m.text(args[0]), args[1:])
		}
		return nil, true
	case ir.IntrinsicOp:
		if len(args) == 0 {
			return nil, true
		}
		return m.op(m.text(args[0]), args[1:])
	case ir.IntrinsicEntry:
		return m.register(args), true
	case ir.IntrinsicMembers:
		return m.members(args), true
	case ir.IntrinsicBecome:
		m.become(args)
		return nil, true
	case ir.IntrinsicNew:
		return m.instance(f, in, args), true
	case ir.IntrinsicClean:
		return m.world(f, in), true
	case ir.IntrinsicUnknown:
		return m.unknownOf(resultType(f, in), "what "+m.modelName()+" returns"), true
	}
	return nil, true
}

// become puts the content of one container into another.
func (m *machine) become(args []any) {
	if len(args) < 2 {
		return
	}
	switch to := m.deref(args[0]).(type) {
	case *value.ListValue:
		if from, ok := m.deref(args[1]).(*value.ListValue); ok {
			to.Items = slices.Clone(from.Items)
		}
	case *value.MapValue:
		if from, ok := m.deref(args[1]).(*value.MapValue); ok {
			to.Keys, to.Vals = slices.Clone(from.Keys), maps.Clone(from.Vals)
		}
	}
}

// modelName is the library function being executed.
func (m *machine) modelName() string {
	if n := len(m.frames); n > 0 {
		return m.frames[n-1].fn.Name
	}
	return "the program"
}

// resultType is what an intrinsic's value is used as: its register's declared
// type, or what the enclosing model returns when it is returned at once.
func resultType(f *frame, in *ir.Instr) *ir.Type {
	if in.Dst >= 0 && int(in.Dst) < len(f.fn.RegTypes) {
		if t := f.fn.RegTypes[in.Dst]; t != nil && t.Kind != ir.Any {
			return t
		}
	}
	for i := range f.rest[:min(len(f.rest), 8)] {
		next := &f.rest[i]
		if next.Op != ir.Return {
			if next.Dst == in.Dst || next.Aux != nil && len(next.Aux.Blocks) > 0 {
				return nil
			}
			continue
		}
		for k, r := range next.Args {
			if r == in.Dst && k < len(f.fn.Results) {
				return f.fn.Results[k]
			}
		}
		return nil
	}
	return nil
}

// world is a value of the world's: a clock, a count, whether a file is there.
func (m *machine) world(f *frame, in *ir.Instr) any {
	t := resultType(f, in)
	if basic(t) == "error" {
		return nil
	}
	v := m.unknownOf(t, "what "+m.modelName()+" returns")
	if u, ok := v.(*Unknown); ok {
		u.World = true
	}
	return v
}

func (m *machine) instance(f *frame, in *ir.Instr, args []any) any {
	t := resultType(f, in)
	switch {
	case in.Aux != nil && in.Aux.Type != nil:
		t = in.Aux.Type
	case len(args) > 0:
		if tv, ok := m.deref(args[0]).(*TypeValue); ok {
			t = &ir.Type{Kind: ir.Named, Name: tv.Name}
		}
	}
	return m.unknownOf(t, "an instance of "+t.String())
}

func (m *machine) register(args []any) any {
	if len(args) < 4 {
		return nil
	}
	e := Entry{Kind: m.text(args[0]), Methods: m.methods(args[1]), Pattern: m.text(args[2]), At: m.here(), handler: args[3], args: args[4:]}
	if c, ok := m.deref(args[3]).(*Closure); ok {
		e.Name = c.Fn.Name
	}
	if len(m.entries) < 4096 {
		m.entries = append(m.entries, e)
	}
	return args[3]
}

func (m *machine) methods(v any) string {
	switch x := m.deref(v).(type) {
	case nil, *Unknown:
		return ""
	case *value.ListValue:
		var out []string
		for _, it := range x.Items {
			out = append(out, m.text(it))
		}
		return strings.Join(out, ",")
	}
	return m.text(v)
}

// here is the project's call that led into the library.
func (m *machine) here() Place {
	for i := len(m.frames) - 1; i >= 0; i-- {
		if f := m.frames[i]; !f.fn.Unit.Stub {
			return Place{Unit: f.fn.Unit, Func: f.fn, Span: f.span}
		}
	}
	if n := len(m.frames); n > 0 { // the library called itself: an entry's wrapper
		f := m.frames[n-1]
		return Place{Unit: f.fn.Unit, Func: f.fn, Span: f.span}
	}
	return Place{}
}

func (m *machine) sink(args []any) {
	if len(args) > 0 {
		m.run.Sinks = m.event(m.run.Sinks, m.text(args[0]), args[1:])
	}
}

// maxEvents bounds what one run records.
const maxEvents = 10_000

func (m *machine) event(to []Event, kind string, args []any) []Event {
	if len(to) >= maxEvents {
		return to
	}
	e := Event{Kind: kind, At: m.here(), Args: make([]any, len(args)), hints: len(m.run.Hints), choices: len(m.run.Choices)}
	before := len(m.run.Unknowns)
	for i, a := range args {
		e.Args[i] = m.export(a, 0)
		e.Unknown = e.Unknown || hasUnknown(m.deref(a))
	}
	e.Unknown = e.Unknown || len(m.run.Unknowns) > before
	return append(to, e)
}

func hasUnknown(v any) bool {
	u, ok := v.(*Unknown)
	return ok && !u.World
}

// fieldSink reports a value stored in a field that is a sink; kept is what the object
// has in its field "type", the content type of markup.
func (m *machine) fieldSink(class, field string, v, kept any) {
	decl := m.p.Type(class)
	if decl == nil {
		return
	}
	fd := m.p.Field(class, field)
	if fd == nil || fd.Tag == "" {
		return
	}
	kind, negated := strings.CutSuffix(sinkTag(fd.Tag), " not")
	answer := kind == "html" && m.p.Field(class, "type") != nil // what is stored there is sent
	if answer {
		m.run.Effects = m.event(m.run.Effects, "respond", []any{v})
	}
	if b, ok := m.deref(v).(bool); ok && negated {
		v = !b
	}
	if kind == "" || kind == "html" && m.sem.PropertyKeys && isDocument(m.deref(v)) {
		return
	}
	args := []any{v}
	if word, ok := m.deref(kept).(string); ok && answer && strings.Contains(word, "/") {
		args = append(args, word)
	}
	m.run.Sinks = m.event(m.run.Sinks, kind, args)
}

// isDocument tells what is written as JSON where it is stored in place of markup.
func isDocument(v any) bool {
	switch v.(type) {
	case *value.MapValue, *value.ListValue:
		return true
	}
	return false
}

// sinkTag is the demand a field's tag names: `prunella:"sink tls.verify"`; with
// "not" after it, the negation of what is stored is judged.
func sinkTag(tag string) string {
	_, rest, ok := strings.Cut(tag, "prunella:")
	if !ok {
		return ""
	}
	rest = strings.Trim(rest, "`\" ")
	rest, _, _ = strings.Cut(rest, `"`)
	kind, ok := strings.CutPrefix(rest, "sink ")
	if !ok {
		return ""
	}
	return strings.TrimSpace(kind)
}

// op runs a primitive operation.
func (m *machine) op(name string, args []any) (any, bool) {
	if at := m.here(); name == ops.Purpose && at.Func != nil {
		return at.Func.Purpose(at.Span), true
	}
	if name == ops.Bare {
		out := newMap()
		out.Bare = true
		return out, true
	}
	if name == ops.Typeof && len(args) == 1 {
		return m.typeof(args[0])
	}
	if v, ok := m.containerOp(name, args); ok {
		return v, true
	}
	if v, ok := m.document(name, args); ok {
		return v, true
	}
	op, ok := ops.Lookup(name)
	if !ok || op.Concrete == nil {
		return m.unknownOf(nil, "the operation "+name+", which is not there"), true
	}
	in := make([]any, len(args))
	size := 0
	for i, a := range args {
		if strings.HasPrefix(name, "template.") {
			a = m.fielded(a, 0)
		}
		in[i] = m.export(a, 0)
		if s, ok := in[i].(string); ok {
			size += len(s)
		}
	}
	m.bytes += int64(size)
	m.run.Steps += int64(size / 64)
	m.hintsOf(name, in)
	if allUnknown(args) {
		return m.unknownOf(nil, "the operation "+name+" on unknown values"), true
	}
	out, err := concrete(op, in)
	if err != nil {
		return m.raise("ValueError", err.Error())
	}
	if s, ok := out.(string); ok {
		m.bytes += int64(len(s))
	}
	return out, true
}

func allUnknown(args []any) bool {
	if len(args) == 0 {
		return false
	}
	_, ok := args[0].(*Unknown)
	return ok && len(args) == 1
}

// concrete keeps an operation's failure on odd arguments from ending us.
func concrete(op ops.Op, args []any) (out any, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("%s: %v", op.Name, r)
		}
	}()
	return op.Concrete(args)
}

// export makes a value fit for operations and events: no values of the machine's
// own remain.
func (m *machine) export(v any, depth int) any {
	if depth > 6 || m.spend(0) {
		return nil
	}
	switch x := m.deref(v).(type) {
	case nil, bool, int64, float64, string, value.BytesValue:
		return x
	case *Unknown:
		return m.madeUpValue(x)
	case *value.ListValue:
		m.bytes += int64(16 * len(x.Items))
		if m.spend(len(x.Items) / 8) {
			return nil
		}
		out := &value.ListValue{Items: make([]any, len(x.Items)), Tuple: x.Tuple, Set: x.Set}
		for i, it := range x.Items {
			out.Items[i] = m.export(it, depth+1)
		}
		return out
	case *value.MapValue:
		m.bytes += int64(48 * len(x.Keys))
		if m.spend(len(x.Keys) / 4) {
			return nil
		}
		out := newMap()
		for _, k := range x.Keys {
			mapSet(out, k, m.export(x.Vals[k], depth+1))
		}
		return out
	case *Lazy:
		return m.lazyText(x)
	case *Object:
		return m.exportObject(x)
	}
	return m.show(v, 0)
}

func (m *machine) exportObject(o *Object) any {
	return m.showObject(o, 0)
}

func (m *machine) madeUpValue(u *Unknown) any {
	m.blur(u)
	switch basic(u.Type) {
	case "int":
		return int64(1)
	case "float":
		return 1.0
	case "bool":
		return m.choose(u)
	case "bytes":
		return value.BytesValue("unknown")
	case "str":
		return "unknown"
	}
	if u.Type != nil {
		switch u.Type.Kind {
		case ir.ListOf, ir.TupleOf:
			return &value.ListValue{Items: []any{madeUp(u.Type.Elem)}, Tuple: u.Type.Kind == ir.TupleOf}
		case ir.MapOf:
			return newMap()
		}
	}
	return "unknown"
}
