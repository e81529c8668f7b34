package syntax

type keyword uint8

const (
	kNone keyword = iota
	kTypeWord
	kStruct
	kUnion
	kEnum
	kTypedef
	kExtern
	kStatic
	kSpec  // inline, register, …: says nothing here
	kConst // const, volatile
	kAttr  // __attribute__, __declspec, alignas: with a parenthesis
	kAsm
	kIf
	kElse
	kWhile
	kDo
	kFor
	kSwitch
	kCase
	kDefault
	kBreak
	kContinue
	kReturn
	kGoto
	kSizeof
	kAlignof
	kTypeof
	kStaticAssert
	kOffsetof
	kVaArg
	kGeneric
	kExtension
	kLeave // __try, __except, __finally
	firstCpp
	kClass
	kNamespace
	kTemplate
	kTypename
	kUsing
	kPublic
	kVirtual
	kOperator
	kNew
	kDelete
	kThis
	kTry
	kCatch
	kThrow
	kCast // static_cast, …
	kFriend
	kBool // true, false, nullptr
	kExplicit
	kMutable
	kDecltype
	kAuto
	kNoexcept
	kTypeid
	kWord // and, or, not
)

var keywords = map[string]keyword{
	"void": kTypeWord, "char": kTypeWord, "short": kTypeWord, "int": kTypeWord, "long": kTypeWord, "float": kTypeWord, "double": kTypeWord,
	"signed": kTypeWord, "unsigned": kTypeWord, "_Bool": kTypeWord, "__signed__": kTypeWord, "__signed": kTypeWord, "__int64": kTypeWord, "__int32": kTypeWord,
	"__int16": kTypeWord, "__int8": kTypeWord, "__int128": kTypeWord, "_Complex": kTypeWord, "__complex__": kTypeWord, "_Float128": kTypeWord, "__float128": kTypeWord,
	"__uint128_t": kTypeWord, "__int128_t": kTypeWord, "__builtin_va_list": kTypeWord,
	"struct": kStruct, "union": kUnion, "enum": kEnum, "typedef": kTypedef, "extern": kExtern, "static": kStatic,
	"inline": kSpec, "__inline": kSpec, "__inline__": kSpec, "__forceinline": kSpec, "register": kSpec, "_Noreturn": kSpec, "restrict": kSpec,
	"__restrict": kSpec, "__restrict__": kSpec, "_Thread_local": kSpec, "__thread": kSpec, "thread_local": kSpec, "constexpr": kSpec, "consteval": kSpec, "constinit": kSpec,
	"__cdecl": kSpec, "__stdcall": kSpec, "__fastcall": kSpec, "__thiscall": kSpec, "__vectorcall": kSpec, "_Nullable": kSpec, "_Nonnull": kSpec, "__unaligned": kSpec, "__w64": kSpec,
	"__ptr32": kSpec, "__ptr64": kSpec, "_Atomic": kSpec, "__global": kSpec, "__noreturn": kSpec,
	"const": kConst, "volatile": kConst, "__const": kConst, "__const__": kConst, "__volatile__": kConst, "__volatile": kConst,
	"__attribute__": kAttr, "__attribute": kAttr, "__declspec": kAttr, "_Alignas": kAttr, "alignas": kAttr, "__pragma": kAttr, "_Pragma": kAttr,
	"asm": kAsm, "__asm__": kAsm, "__asm": kAsm, "_asm": kAsm,
	"if": kIf, "else": kElse, "while": kWhile, "do": kDo, "for": kFor, "switch": kSwitch, "case": kCase, "default": kDefault,
	"break": kBreak, "continue": kContinue, "return": kReturn, "goto": kGoto, "sizeof": kSizeof, "_Alignof": kAlignof, "alignof": kAlignof,
	"__alignof__": kAlignof, "typeof": kTypeof, "__typeof__": kTypeof, "__typeof": kTypeof, "typeof_unqual": kTypeof,
	"_Static_assert": kStaticAssert, "static_assert": kStaticAssert, "offsetof": kOffsetof, "__builtin_offsetof": kOffsetof, "va_arg": kVaArg,
	"__builtin_va_arg": kVaArg, "_Generic": kGeneric, "__extension__": kExtension, "__try": kLeave, "__finally": kLeave, "__except": kLeave,
	"class": kClass, "namespace": kNamespace, "template": kTemplate, "typename": kTypename, "using": kUsing, "public": kPublic, "private": kPublic,
	"protected": kPublic, "virtual": kVirtual, "operator": kOperator, "new": kNew, "delete": kDelete, "this": kThis, "try": kTry, "catch": kCatch,
	"throw": kThrow, "static_cast": kCast, "dynamic_cast": kCast, "reinterpret_cast": kCast, "const_cast": kCast, "friend": kFriend, "true": kBool,
	"false": kBool, "nullptr": kBool, "explicit": kExplicit, "mutable": kMutable, "decltype": kDecltype, "auto": kAuto, "__auto_type": kAuto, "noexcept": kNoexcept,
	"typeid": kTypeid, "bool": kTypeWord, "wchar_t": kTypeWord, "char8_t": kTypeWord, "char16_t": kTypeWord, "char32_t": kTypeWord,
	"and": kWord, "or": kWord, "not": kWord,
}
