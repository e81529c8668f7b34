package ir

// A Unit is one lowered source file.
type Unit struct {
	Path    string // slash-separated, relative to the scanned root; stubs: "lib/<lang>/…"
	Lang    string // "go", "python"
	Module  string // import path of the Go package, dotted name of the Python module
	Text    []byte // the source
	Init    *Func  // top-level code: package variables, module body
	Funcs   []*Func
	Types   []*TypeDecl
	Globals []Global
	// Imports maps a name bound at file level to what it stands for: a module
	// ("database/sql") or a member ("flask.request"). The linker follows it when
	// another file asks for Module.name (re-exports).
	Imports map[string]string
	Stub    bool // a library model, not the project's own code
	Test    bool // a test by the language's conventions

	Lines    []uint32 // byte offset of each line's start
	Problems []Problem
}

// A Problem is something in a file that could not be read or lowered. The rest
// of the file was.
type Problem struct {
	Span Span
	Text string
}

// A Global is a package-level variable or constant.
type Global struct {
	Name string // unqualified
	Type *Type  // declared type, or nil
	Own  bool   // C: static, no other file's name means it
	Made string // Python: the class or function whose call gives it its value, where that is all it is given
	Span Span
}

// A Func is a function, method, lambda or module body.
type Func struct {
	Name     string // qualified: "shop/store.DB.Find"; nested: "app.make.<inner>"; lambdas "<lambda:LINE>"
	Unit     *Unit
	Params   []Param
	Results  []*Type // declared result types; nil when undeclared
	NumRegs  int
	RegNames []string // source names of variables, "" for temporaries; len NumRegs
	RegTypes []*Type  // declared types of variables, nil entries when undeclared
	Consts   []Value
	Captures []Reg // registers that receive the captured cells, in order
	// ResultCells are named results that live in cells. When it is set, the
	// function gives what they hold after its deferred blocks ran, whatever
	// Return said, also when a deferred block stopped a Throw (Go's recover).
	ResultCells []Reg
	Class       string // qualified type name for methods, else ""
	Recv        bool   // Params[0] is the receiver
	Static      bool   // Python staticmethod
	ClassM      bool   // Python classmethod
	Property    bool   // Python property: GetField calls it
	Async       bool
	Gen         bool // contains Yield
	Offered     bool // for users of a library to call, with what they like
	Generic     bool // C++: a template, lowered once with parameters that are no type
	NoBody      bool // declared only: a stub without a body; returns the unknown of its arguments
	Body        Block
	Span        Span // whole declaration
	NameSpan    Span
	Doc         string
}

// Idle reports whether a call whose result nobody asks for runs nothing: that of a
// generator, and of a coroutine where those do not start by themselves.
func (f *Func) Idle(starts bool) bool { return f.Gen || f.Async && !starts }

// A Param is one parameter. Variadic collects the rest as a list, KwVariadic as
// a map. Default computes Reg when the caller gave nothing.
type Param struct {
	Name       string
	Reg        Reg
	Type       *Type
	Variadic   bool
	KwVariadic bool
	KwOnly     bool
	Default    Block
	HasDefault bool
	Ref        bool // C++: a reference, which is never null
	Text       bool // of no declared type, and the function makes texts of it
}

// A Value is a constant.
type Value struct {
	Kind  ValueKind
	Str   string // Str, Bytes; also the text of a big Int
	Int   int64  // Int; Bool as 0 or 1
	Float float64
}

// ValueKind tells which field of a Value counts.
type ValueKind uint8

// The kinds of constants.
const (
	Nil ValueKind = iota
	Bool
	Int
	Float
	Str
	Bytes
)

// A TypeDecl is a struct, class, interface or named type.
type TypeDecl struct {
	Name    string // qualified
	Unit    *Unit
	Kind    TypeKind
	Fields  []Field
	Bases   []*Type // superclasses, embedded interfaces
	Under   *Type   // the underlying type of `type X Y`
	Methods []string
	Results [][]*Type // Interface: what each of Methods gives, where that is declared
	Span    Span
}

// TypeKind tells struct from interface.
type TypeKind uint8

// The kinds of declared types.
const (
	Struct    TypeKind = iota // Go struct
	Interface                 // Go interface, Python Protocol
	Class                     // Python class
	Defined                   // Go `type X Y`; Alias as well
)

// A Field is a member of a struct or class. Sink names the demand on whatever
// is stored there (a stub's `prunella:"sink tls.verify"` tag); empty for none.
type Field struct {
	Name     string
	Type     *Type
	Embedded bool
	Tag      string
	Span     Span
}

// A Type is a declared type, as far as the source says it.
type Type struct {
	Kind TypeForm
	Name string  // Named: qualified name, or a builtin such as "string", "int", "str"
	Elem *Type   // pointer, list, map value, chan
	Key  *Type   // map
	Args []*Type // type arguments; Func: parameters; Tuple: elements
	Res  []*Type // Func: results
}

// TypeForm is the form of a Type.
type TypeForm uint8

// The forms of types.
const (
	Named TypeForm = iota
	Pointer
	ListOf
	MapOf
	FuncOf
	ChanOf
	TupleOf
	Any
)
