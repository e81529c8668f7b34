package juliet

import (
	"testing"

	"github.com/prunella/prunella/tools/score/corpus"
	"github.com/prunella/prunella/tools/score/corpus/corpustest"
)

func TestC(t *testing.T) {
	const dir = "testcases/CWE476_NULL_Pointer_Dereference/"
	checkout := map[string]string{
		// One file: helpers are told by their names, main is nobody's.
		dir + "CWE476_NULL_Pointer_Dereference__char_44.c": "static void badSink(char * d)\n{\n}\nvoid CWE476_NULL_Pointer_Dereference__char_44_bad()\n{\n}\n" +
			"static void goodG2B()\n{\n}\nint main(int argc) { return 0; }\n",
		// One case in two files.
		dir + "CWE476_NULL_Pointer_Dereference__char_63a.c": "void CWE476_NULL_Pointer_Dereference__char_63_bad() {\n}\nstatic void goodB2G() { }\n",
		dir + "CWE476_NULL_Pointer_Dereference__char_63b.c": "void CWE476_NULL_Pointer_Dereference__char_63b_badSink() {\n}\n",
		// Methods that are told by the file's name.
		dir + "CWE476_NULL_Pointer_Dereference__char_82_goodG2B.cpp":    "namespace n {\nvoid C::action(char * d) {\n}\n}\n",
		dir + "CWE476_NULL_Pointer_Dereference__char_82_bad.cpp":        "void C::action(char * d) {\n}\n",
		"testcases/CWE416_Use_After_Free/CWE416_Use_After_Free__a_01.c": "void CWE416_Use_After_Free__a_01_bad() {\n}\n",
		"testcasesupport/io.c": "void printLine() { }\n",
	}
	const name = "CWE476_NULL_Pointer_Dereference__char_"
	corpustest.Run(t, C, checkout, corpus.Tune,
		name+"44/bad bad CWE-476 "+dir+name+"44.c:1-3 "+dir+name+"44.c:4-6",
		name+"44/good good CWE-476 "+dir+name+"44.c:7-9",
		name+"63/bad bad CWE-476 "+dir+name+"63a.c:1-2 "+dir+name+"63b.c:1-2",
		name+"63/good good CWE-476 "+dir+name+"63a.c:3",
		name+"82/bad bad CWE-476 "+dir+name+"82_bad.cpp:1-2",
		name+"82/good good CWE-476 "+dir+name+"82_goodG2B.cpp:2-3",
	)
	corpustest.Run(t, C, checkout, corpus.Judge,
		"CWE416_Use_After_Free__a_01/bad bad CWE-416 testcases/CWE416_Use_After_Free/CWE416_Use_After_Free__a_01.c:1-2")
}

func TestJava(t *testing.T) {
	const file = "src/testcases/CWE80_XSS/s01/CWE80_XSS__File_31.java"
	checkout := map[string]string{
		file: "package a;\npublic class CWE80_XSS__File_31 extends A\n{\n    /* b */\n    public void bad(R r) throws Throwable\n    {\n    }\n" +
			"    public void good(R r) { goodG2B(r); }\n    private void goodG2B(R r)\n    {\n    }\n    public static void main(String[] a) { }\n}\n",
		"src/testcasesupport/IO.java": "class IO { }\n",
	}
	corpustest.Run(t, Java, checkout, corpus.Tune,
		"CWE80_XSS__File_31/bad bad CWE-80 "+file+":5-7",
		"CWE80_XSS__File_31/good good CWE-80 "+file+":8 "+file+":9-11")
}
