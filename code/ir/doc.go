// Package ir is the one form that every language is lowered to and that the
// solver and the twin execute: a small register machine with structured control
// flow. It is meant to be read; [Func.String] prints it.
//
// A function has numbered registers; the first ones hold its parameters.
// Registers are variables, not SSA values: branches assign to the same register
// and the solver joins. A variable that a closure captures or whose address is
// taken lives in a cell (a one-field object), so that everybody sees its changes.
//
// Values are dynamic, as in the twin: nil, bool, int, float, str (bytes are a
// flagged str), list (also tuple, set), map, object, function, cell, unknown.
// Declared types are hints: they tell what an unknown value can be and which
// methods it has. What languages do differently is an operator or a flag, never
// a comment: see [Tok] and the flags.
//
// # Instructions
//
// Dst, A, B, C are registers ([NoReg] when absent). Every instruction has the
// byte span of the source it stands for.
//
//	op         meaning                                    fields
//	Const      Dst = Func.Consts[A]
//	Copy       Dst = A                                    struct values are copied when FlagValue
//	Unary      Dst = Tok A                                Neg Not BitNot Plus
//	Binary     Dst = A Tok B                              arithmetic, comparison, In, Is; Aux.Keys: the whole numbers that
//	                                                      result, A and B are, where they wrap: "byte", "short", "int", "long"
//	And, Or    Dst = A && B, A || B                       Blocks[0] computes B, run only when needed
//	Concat     Dst = text of Args joined                  f-strings, templates; Names: format specs or ""
//	Convert    Dst = Type(A)                              Aux.Type; A NoReg: the type's zero value
//	Assert     Dst = A.(Type)                             B: "ok" register or NoReg
//	GetGlobal  Dst = Name                                 Name is qualified: "net/http.Get", "flask.request"
//	SetGlobal  Name = A
//	GetField   Dst = A.Name                               follows cells and pointers
//	SetField   A.Name = B
//	GetIndex   Dst = A[B]                                 C: "ok" register or NoReg
//	SetIndex   A[B] = C                                   B NoReg: append C to the list A
//	DelIndex   delete A[B]                                B NoReg: delete the variable or attribute Name
//	Slice      Dst = A[Args[0]:Args[1]:Args[2]]           absent bounds are NoReg
//	New        Dst = new Aux.Type{Aux.Keys: Args}         struct literal; FlagValue: a value, not a pointer
//	List       Dst = [Args]                               FlagTuple, FlagSet, FlagSpread with Aux.Spread
//	Map        Dst = {Args[0]: Args[1], …}                a key NoReg spreads its value (**m)
//	Func       Dst = closure of Aux.Fn                    Args: the captured cells, in order of Fn.Captures
//	Cell       Dst = new cell holding A                   A NoReg: the zero value of Aux.Type
//	Load       Dst = *A
//	Store      *A = B
//	FieldRef   Dst = &A.Name                              A NoReg: the address of the global Name
//	IndexRef   Dst = &A[B]
//	Call       Dst = A(Args)                              A NoReg: the global called Name; Aux.Keys: keyword names;
//	                                                      a **map comes last, after the named arguments;
//	                                                      C: the receiver of JavaScript's f.call(C)
//	Method     Dst = A.Name(Args)                         dispatch by the value's type
//	Unpack     Args[0], … = A                             B as int: index of the starred target, or -1
//	Await      Dst = await A
//	Yield      Dst = yield A                              FlagSpread: yield from
//
//	If         Blocks[0] when A, else Blocks[1]
//	Loop       Blocks: condition, body, step, else        A: register the condition computes; NoReg: forever
//	Range      for Dst, B in A: Blocks[0]; else Blocks[1] Dst: key or index, B: value; Python sets only B
//	Block      Blocks[0]                                  a target of Break (switch, labelled statement)
//	Break      leave the A-th enclosing Loop, Range, Block (0: innermost)
//	Continue   next turn of the A-th enclosing Loop or Range, counted among all three
//	Return     return Args
//	Throw      raise A; Go's panic; A NoReg: raise again
//	Try        Blocks: body, else, finally                Aux.Handlers
//	Defer      run Blocks[0] when the function ends       last first
//
// # Memory
//
// In languages with memory (lang.Semantics.Memory: C, C++) a variable that is an
// aggregate or has its address taken is an object of bytes, and pointers are
// addresses in objects:
//
//	Cell       Dst = address of a new object of Aux.Type, Aux.Size bytes or as many as B says; A: zeroed, NoReg: not
//	Load       Dst = the Aux.Type at the address A        FlagValue: an aggregate; its value is an address
//	Store      *A = B as Aux.Type                         FlagValue: Aux.Size bytes from the address B
//	FieldRef   Dst = A + Aux.Offset                       A NoReg: the address of the global Name
//	IndexRef   Dst = A + B * Aux.Size
//	Unary, Binary, Convert compute in Aux.Type            its width and sign
//
// # Names
//
// A qualified name is the path of the package or module, a dot, and the name in
// it: "database/sql.Open", "clinic.db.find". A method's function is named
// "pkg.Type.Method". Unresolved free names are qualified with the language's
// builtin module: "builtin.len".
//
// A global that names a module ("os.path", "app.db") is that module: its fields
// and methods are the module's globals. A class is the value of its global; class
// variables are its fields, and an instance that lacks a field asks its class.
// A class without a constructor takes its fields in order of declaration, or by
// keyword.
//
// # Intrinsics
//
// Library models are stub files in the language itself (see package lang). They
// call the functions of a module named prunella, and so become executable by
// the solver and the twin alike: see [Intrinsic].
package ir
