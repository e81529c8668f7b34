// Package golang is the Go front end: it lowers Go source to ir with go/parser
// and a scope analysis of its own, file by file. It needs no type checker, so a
// project need not build, nor even be whole.
//
// # How Go becomes ir
//
//   - A struct is an object. By value (T{}, var x T) it is made with FlagValue;
//     &T{} and new(T) make the same object without the flag. An instruction with
//     FlagValue that copies or reads (Copy, Load, GetField, GetIndex, GetGlobal)
//     stores what it reads: a struct value is copied, a pointer is not.
//   - A variable that a function literal uses or whose address is taken is a
//     Cell, so &x is the cell itself. &x.f and &a[i] are FieldRef and IndexRef.
//   - T(x) is Convert when the file shows that T is a type. A type of another
//     file or package looks like a function: Call of a Name that is a type is a
//     conversion.
//   - A composite literal of a type declared elsewhere is New: when the type
//     turns out to be a list, its Args are the elements; a map, Keys are names of
//     constants. Elements without a key have the key "". make([]T, n) is New with
//     the key "make" (and "cap").
//   - f(g()) has FlagTuple: when g gives several values they are all arguments.
//     A function with several results returns a tuple; Return of one value that
//     is a tuple passes it on.
//   - v, ok forms have registers for ok; Unpack drops a part into NoReg.
//   - append is List with spread parts; for a certain []byte it is Add. panic is
//     Throw, recover() the call builtin.recover, which gives the thrown value in
//     a deferred block (or nil) and stops it. Func.ResultCells are named results
//     that deferred code may change.
//   - A channel is an object builtin.Chan, see its model; Range over one is over
//     its items. select asks prunella.clean() which case is ready.
//   - switch is a Scope of Ifs that leave it. goto runs in a loop with a selector.
//   - A method value or a method of a type from another file is GetField.
//     x.f() is Method also when f is a field that holds a function.
//   - prunella.New(T) of a model is the call prunella.new with Aux.Type.
//   - Package variables are set in Unit.Init in the order of the source; init
//     functions are called at their place. A pointer without a value is not set:
//     who reads it before it is assigned gets an unknown one, not nil, since the
//     assignment may be in code that nobody reached.
//
// # Conventions of the models
//
// Indexing, assigning to an index and ranging over an object call its methods
// __getitem__, __setitem__ and __iter__ when its type has them, calling it __call__, as
// in Python. A
// type with a method called unknown says what an unknown instance of it is: so a
// handler that nobody registered still gets a request that came from outside.
// Readers have the methods content (all that can be read) and bound (how much at
// most; nil: nobody knows). errors.Possible() is nil or perhaps an error.
// A method called on a function value whose type nobody declared is that of the
// one function type that has it: http.HandlerFunc.ServeHTTP.
// A model may declare a type and a function of one name, to see conversions.
//
// # Limits
//
// Type arguments are ignored: a type parameter is any. Names that other files
// dot-import, and functions of other files that are called like a built-in one,
// are taken for what they usually are. Writing through a slice of bytes that has
// two names is seen only through the one that is written.
package golang
