package syntax

// A token's kind.
type tk uint8

const (
	tEOF tk = iota
	tIdent
	tInt
	tFloat
	tString
	tText
	tChar
	tLParen
	tRParen
	tLBrace
	tRBrace
	tLBrack
	tRBrack
	tSemi
	tComma
	tDot
	tEllipsis
	tAt
	tColCol
	tArrow
	tQuest
	tColon
	tAssign // = and op=; the token's op says which
	tOp     // a binary or unary operator
	tGt     // > alone: generics close with it, the parser glues shifts
	tIncDec
	tBad
	kwFirst
	kAssert
	kBreak
	kCase
	kCatch
	kClass
	kContinue
	kDefault
	kDo
	kElse
	kEnum
	kExtends
	kFinally
	kFor
	kIf
	kImplements
	kImport
	kInstanceof
	kInterface
	kNew
	kPackage
	kPrim
	kModif // public, private, protected, abstract, final, static, …
	kReturn
	kSuper
	kSwitch
	kSync
	kThis
	kThrow
	kThrows
	kTry
	kVoid
	kWhile
	kTrue
	kFalse
	kNull
)

// keyword is the token kind of a reserved word; tIdent for other names.
func keyword(s []byte) tk {
	switch string(s) {
	case "assert":
		return kAssert
	case "break":
		return kBreak
	case "case":
		return kCase
	case "catch":
		return kCatch
	case "class":
		return kClass
	case "continue":
		return kContinue
	case "default":
		return kDefault
	case "do":
		return kDo
	case "else":
		return kElse
	case "enum":
		return kEnum
	case "extends":
		return kExtends
	case "finally":
		return kFinally
	case "for":
		return kFor
	case "if":
		return kIf
	case "implements":
		return kImplements
	case "import":
		return kImport
	case "instanceof":
		return kInstanceof
	case "interface":
		return kInterface
	case "new":
		return kNew
	case "package":
		return kPackage
	case "int", "long", "short", "byte", "char", "boolean", "float", "double":
		return kPrim
	case "public", "private", "protected", "abstract", "final", "static", "native", "volatile", "transient", "strictfp":
		return kModif
	case "return":
		return kReturn
	case "super":
		return kSuper
	case "switch":
		return kSwitch
	case "synchronized":
		return kSync
	case "this":
		return kThis
	case "throw":
		return kThrow
	case "throws":
		return kThrows
	case "try":
		return kTry
	case "void":
		return kVoid
	case "while":
		return kWhile
	case "true":
		return kTrue
	case "false":
		return kFalse
	case "null":
		return kNull
	}
	return tIdent
}

type token struct {
	start, end uint32
	match      int32 // of (: the token index of its ), else 0
	kind       tk
	op         Op
}
