package java

import "github.com/prunella/prunella/probe/mutate"

// Carriers implements mutate.Language.
func (Language) Carriers() []mutate.Form {
	return []mutate.Form{
		{Name: "call", Source: "\n    static <T> T {f}(T v) {\n        return v;\n    }"},
		{Name: "calls", Source: "\n    static <T> T {f}(T v) {\n        return {g}(v, 3);\n    }\n\n    static <T> T {g}(T v, int n) {\n        if (n == 0) {\n            return v;\n        }\n        return {g}(v, n - 1);\n    }"},
		{Name: "list", Source: "\n    static <T> T {f}(T v) {\n        java.util.List<T> row = new java.util.ArrayList<T>();\n        row.add(null);\n        row.add(v);\n        return row.get(1);\n    }"},
		{Name: "map", Source: "\n    static <T> T {f}(T v) {\n        java.util.Map<String, T> m = new java.util.HashMap<String, T>();\n        m.put(\"other\", null);\n        m.put(\"kept\", v);\n        return m.get(\"kept\");\n    }"},
		{Name: "array", Source: "\n    @SuppressWarnings(\"unchecked\")\n    static <T> T {f}(T v) {\n        Object[] row = new Object[2];\n        row[1] = v;\n        return (T) row[1];\n    }"},
		{Name: "field", Source: "\n    static class {g}<T> {\n        T kept;\n    }\n\n    static <T> T {f}(T v) {\n        {g}<T> box = new {g}<T>();\n        box.kept = v;\n        return box.kept;\n    }"},
		{Name: "getter", Source: "\n    static class {g}<T> {\n        private final T kept;\n\n        {g}(T kept) {\n            this.kept = kept;\n        }\n\n        T get() {\n            return this.kept;\n        }\n    }\n\n    static <T> T {f}(T v) {\n        return new {g}<T>(v).get();\n    }"},
		{Name: "interface", Source: "\n    interface {g}<T> {\n        T get();\n    }\n\n    static class {h}<T> implements {g}<T> {\n        final T v;\n\n        {h}(T v) {\n            this.v = v;\n        }\n\n        public T get() {\n            return v;\n        }\n    }\n\n    static <T> T {f}(T v) {\n        {g}<T> g = new {h}<T>(v);\n        return g.get();\n    }"},
		{Name: "inheritance", Source: "\n    abstract static class {g}<T> {\n        T run(T v) {\n            return step(v);\n        }\n\n        abstract T step(T v);\n    }\n\n    static class {h}<T> extends {g}<T> {\n        T step(T v) {\n            return v;\n        }\n    }\n\n    static <T> T {f}(T v) {\n        return new {h}<T>().run(v);\n    }"},
		{Name: "anonymous", Source: "\n    interface {g}<T> {\n        T get();\n    }\n\n    static <T> T {f}(final T v) {\n        return new {g}<T>() {\n            public T get() {\n                return v;\n            }\n        }.get();\n    }"},
		{Name: "lambda", Source: "\n    static <T> T {f}(T v) {\n        java.util.function.Supplier<T> get = () -> v;\n        return get.get();\n    }"},
		{Name: "callback", Source: "\n    static <T> T {f}(T v) {\n        java.util.List<T> out = new java.util.ArrayList<T>();\n        {g}(v, x -> out.add(x));\n        return out.get(0);\n    }\n\n    static <T> void {g}(T v, java.util.function.Consumer<T> then) {\n        then.accept(v);\n    }"},
		{Name: "loop", Source: "\n    static <T> T {f}(T v) {\n        T out = null;\n        for (T x : java.util.Arrays.asList(v)) {\n            out = x;\n        }\n        return out;\n    }"},
		{Name: "finally", Source: "\n    static <T> T {f}(T v) {\n        T out = null;\n        try {\n            out = v;\n        } finally {\n            out = v;\n        }\n        return out;\n    }"},
		{Name: "branch", Source: "\n    static <T> T {f}(T v) {\n        int one = 1;\n        if (one * 3 > 7) {\n            return null;\n        }\n        return v;\n    }"},
		{Name: "switch", Source: "\n    static <T> T {f}(T v) {\n        T out = null;\n        switch (2) {\n            case 1:\n                break;\n            case 2:\n                out = v;\n                break;\n            default:\n                break;\n        }\n        return out;\n    }"},
		{Name: "object", Source: "\n    @SuppressWarnings(\"unchecked\")\n    static <T> T {f}(T v) {\n        Object x = v;\n        return (T) x;\n    }"},
		{Name: "builder", Text: true, Source: "\n    static String {f}(String v) {\n        if (v == null) {\n            return null;\n        }\n        StringBuilder b = new StringBuilder();\n        b.append(\"\").append(v);\n        return b.toString();\n    }"},
		{Name: "chars", Text: true, Source: "\n    static String {f}(String v) {\n        if (v == null) {\n            return null;\n        }\n        StringBuilder b = new StringBuilder();\n        for (int i = 0; i < v.length(); i++) {\n            b.append(v.charAt(i));\n        }\n        return b.toString();\n    }"},
		{Name: "format", Text: true, Source: "\n    static String {f}(String v) {\n        return v == null ? null : String.format(\"%s%s\", v, \"\");\n    }"},
	}
}

// Checks implements mutate.Language.
func (Language) Checks() []mutate.Check {
	return []mutate.Check{
		{Safe: true, Form: mutate.Form{Name: "list", Source: "\n    static String {f}(String v) {\n        java.util.Map<String, String> m = new java.util.HashMap<String, String>();\n        m.put(\"a\", \"a\");\n        m.put(\"b\", \"b\");\n        return m.containsKey(v) ? m.get(v) : \"a\";\n    }"}},
		{Safe: true, Form: mutate.Form{Name: "member", Source: "\n    static String {f}(String v) {\n        if (!java.util.Arrays.asList(\"a\", \"b\").contains(v)) {\n            return \"a\";\n        }\n        return v;\n    }"}},
		{Safe: true, Form: mutate.Form{Name: "switch", Source: "\n    static String {f}(String v) {\n        switch (String.valueOf(v)) {\n            case \"a\":\n            case \"b\":\n                return v;\n            default:\n                return \"a\";\n        }\n    }"}},
		{Safe: true, Form: mutate.Form{Name: "dead", Source: "\n    static String {f}(String v) {\n        int one = 1;\n        String out = \"a\";\n        if (one * 3 > 7) {\n            out = v;\n        }\n        return out;\n    }"}},
		{Safe: true, Form: mutate.Form{Name: "other-key", Source: "\n    static String {f}(String v) {\n        java.util.Map<String, String> m = new java.util.HashMap<String, String>();\n        m.put(\"kept\", \"a\");\n        m.put(\"other\", v);\n        return m.get(\"kept\");\n    }"}},
		{Safe: true, Form: mutate.Form{Name: "overwritten", Source: "\n    static String {f}(String v) {\n        String[] row = {v};\n        row[0] = \"a\";\n        return row[0];\n    }"}},
		{Safe: true, Form: mutate.Form{Name: "removed", Source: "\n    static String {f}(String v) {\n        java.util.List<String> row = new java.util.ArrayList<String>();\n        row.add(v);\n        row.add(\"a\");\n        row.remove(0);\n        return row.get(0);\n    }"}},
		{Safe: true, Rules: mutate.Numbers(), Form: mutate.Form{Name: "number", Source: "\n    static String {f}(String v) {\n        try {\n            return String.valueOf(Integer.parseInt(v));\n        } catch (NumberFormatException e) {\n            return \"0\";\n        }\n    }"}},
		{Safe: true, Rules: mutate.Words(), Form: mutate.Form{Name: "anchored", Source: "\n    static String {f}(String v) {\n        if (v == null || !v.matches(\"[a-z]{1,8}\")) {\n            return \"a\";\n        }\n        return v;\n    }"}},
		{Form: mutate.Form{Name: "unanchored", Source: "\n    static String {f}(String v) {\n        if (v == null || !java.util.regex.Pattern.compile(\"[a-z]{1,8}\").matcher(v).find()) {\n            return \"a\";\n        }\n        return v;\n    }"}},
		{Form: mutate.Form{Name: "copy", Source: "\n    static String {f}(String v) {\n        String checked = v;\n        if (!\"a\".equals(checked)) {\n            checked = \"a\";\n        }\n        return v;\n    }"}},
		{Form: mutate.Form{Name: "ignored", Source: "\n    static String {f}(String v) {\n        if (!java.util.Arrays.asList(\"a\", \"b\").contains(v)) {\n            System.out.println(\"not allowed\");\n        }\n        return v;\n    }"}},
		{Form: mutate.Form{Name: "swallowed", Source: "\n    static String {f}(String v) {\n        try {\n            Integer.parseInt(v);\n        } catch (NumberFormatException e) {\n            System.out.println(\"not a number\");\n        }\n        return v;\n    }"}},
		{Form: mutate.Form{Name: "other-branch", Source: "\n    static String {f}(String v) {\n        if (\"admin\".equals(v)) {\n            return \"a\";\n        }\n        return v;\n    }"}},
		{Form: mutate.Form{Name: "trim", Source: "\n    static String {f}(String v) {\n        return v == null ? \"\" : v.trim();\n    }"}},
		{Form: mutate.Form{Name: "contains", Source: "\n    static String {f}(String v) {\n        if (v == null || v.contains(\"<script>\")) {\n            return \"a\";\n        }\n        return v;\n    }"}},
		{Rules: mutate.Paths(), Form: mutate.Form{Name: "remove-once", Source: "\n    static String {f}(String v) {\n        return v == null ? \"a\" : v.replace(\"../\", \"\");\n    }"}},
	}
}

// Blocks implements mutate.Language. They keep what the compiler knows of
// variables that have a value.
func (Language) Blocks() []mutate.Block {
	return []mutate.Block{
		{Name: "if", Before: "if (2 > 1) {\n{i}    ", After: "\n{i}}"},
		{Name: "once", Before: "do {\n{i}    ", After: "\n{i}} while (false);"},
		{Name: "finally", Before: "try {\n{i}    ", After: "\n{i}} finally {\n{i}    int {n} = 1;\n{i}}"},
	}
}
