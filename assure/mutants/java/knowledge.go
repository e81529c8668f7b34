package java

import (
	"strings"

	"github.com/prunella/prunella/assure/mutants"
)

// signs are what breaks out of something, as a class of characters of a pattern.
const signs = `[\"'<>;|&$/\\\\\n\r:*(){}%]`

// method is a guard with the body given; a value that is not there is let through.
func method(body string) string {
	body = strings.ReplaceAll(body, "SIGNS", `".*`+signs+`.*"`)
	return "static String guarded(String value) {\n    if (value == null) {\n        return null;\n    }\n    " + strings.ReplaceAll(body, "\n", "\n    ") + "\n}"
}

// refusing lets through what does not meet the condition.
func refusing(condition string) string {
	return method("if (" + condition + ") {\n    return \"\";\n}\nreturn value;")
}

// has is true of a value with a sign.
const has = `java.util.regex.Pattern.compile("` + signs + `").matcher(value).find()`

// guards are functions that look like remedies.
var guards = []mutants.Guard{
	{Kind: "sanitizer by name only", Code: method("return value;")},
	{Kind: "witness refused", Code: method("return value.equals(WITNESS) ? \"\" : value;")},
	{Kind: "witness refused", Code: refusing("value.contains(WITNESS)")},
	{Kind: "witness refused", Code: method("return value.replace(WITNESS, \"\");")},
	{Kind: "first time only", Code: "private static int seen;\n\n" + refusing("seen++ == 0 && "+has)},
	{Kind: "only when long", Code: refusing("value.length() > 200")},
	{Kind: "only when short", Code: method("if (value.length() > 200) {\n    return value;\n}\nif (" + has + ") {\n    return \"\";\n}\nreturn value;")},
	{Kind: "one path is left", Code: method("if (value.startsWith(\"x-\")) {\n    return value;\n}\nif (" + has + ") {\n    return \"\";\n}\nreturn value;")},
	{Kind: "one path is left", Code: refusing(`System.getenv("STRICT") != null && ` + has)},
	{Kind: "regex without anchors", Code: refusing(`!java.util.regex.Pattern.compile("[A-Za-z0-9]+").matcher(value).find()`)},
	{Kind: "regex without anchors", Code: refusing(`!java.util.regex.Pattern.compile("[A-Za-z0-9._-]*").matcher(value).lookingAt()`)},
	{Kind: "test inverted", Code: refusing(`value.matches("[A-Za-z0-9._-]*")`)},
	{Kind: "off by one", Classes: []string{"sql", "shell"}, Code: refusing(`!value.isEmpty() && java.util.regex.Pattern.compile("[^A-Za-z0-9 ]").matcher(value.substring(1)).find()`)},
	{Kind: "off by one", Classes: []string{"sql"}, Code: refusing(`!value.isEmpty() && java.util.regex.Pattern.compile("[^A-Za-z0-9 ]").matcher(value.substring(0, value.length() - 1)).find()`)},
	{Kind: "only the beginning", Code: method("String head = value.length() > 8 ? value.substring(0, 8) : value;\nif (java.util.regex.Pattern.compile(\"" + signs + "\").matcher(head).find() || head.contains(\".\")) {\n    return \"\";\n}\nreturn value;")},
	{Kind: "result not used", Code: method("value.replace(\"'\", \"\").replace(\"<\", \"\").replace(\";\", \"\").replace(\"..\", \"\");\nreturn value;")},
	{Kind: "decoded after the check", Code: method("if (java.util.regex.Pattern.compile(\"[\\\"'<>;|&$/\\\\\\\\\\n\\r:*(){}]\").matcher(value).find()) {\n    return \"\";\n}\nreturn java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8);")},
	{Kind: "value cut off", Benign: true, Code: method("return value.length() > 2 ? value.substring(0, 2) : value;")},
	{Kind: "value ignored", Benign: true, Code: method("return \"\";")},
	{Kind: "value ignored", Benign: true, Code: method("return \"none\";")},
	{Kind: "too strict", Benign: true, Classes: []string{"html", "line", "path", "sql", "shell"}, Code: method("return value.matches(\"[a-z]{0,3}\") ? value : \"\";")},
	{Kind: "wrong context", Classes: []string{"shell", "path", "line", "redirect", "url", "ldap", "code"}, Code: method(`return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");`)},
	{Kind: "wrong context", Classes: []string{"shell", "path", "line", "redirect", "url", "ldap", "code", "html"}, Code: method(`return value.replace("'", "''");`)},
	{Kind: "wrong context", Classes: []string{"sql", "html", "line", "ldap"}, Code: method(`return value.replace("../", "");`)},
	{Kind: "wrong context", Classes: []string{"sql", "shell", "ldap"}, Code: method(`return java.nio.file.Paths.get(value).normalize().toString();`)},
	{Kind: "deny list", Classes: []string{"sql"}, Code: method(`return value.replace("--", "").replace(";", "").replace("/*", "").replace("UNION", "").replace(" OR ", "");`)},
	{Kind: "deny list", Classes: []string{"shell"}, Code: method(`return value.replaceAll("[;&|]", "");`)},
	{Kind: "deny list", Classes: []string{"path"}, Code: method(`return value.replace("../", "");`)},
	{Kind: "deny list", Classes: []string{"html"}, Code: method(`return value.replace("<script>", "").replace("</script>", "");`)},
	{Kind: "deny list", Classes: []string{"line"}, Code: method(`return value.replace("\r\n", "");`)},
	{Kind: "deny list", Classes: []string{"redirect", "url"}, Code: refusing(`value.contains("localhost") || value.contains("127.0.0.1") || value.contains("evil")`)},
	{Kind: "deny list", Classes: []string{"redirect"}, Code: method(`return value.startsWith("/") ? value : "/";`)},
	{Kind: "deny list", Classes: []string{"ldap", "xpath", "code"}, Code: method(`return value.replace("(", "").replace("import", "");`)},
	{Kind: "only the first", Code: method(`return value.replaceFirst("'", "").replaceFirst("<", "").replaceFirst(";", "").replaceFirst("\\.\\./", "");`)},
	{Kind: "case matters", Classes: []string{"html"}, Code: refusing(`value.contains("script") || value.contains("onerror") || value.contains("onload")`)},
	{Kind: "case matters", Classes: []string{"sql"}, Code: refusing(`value.contains("SELECT") || value.contains("UNION") || value.contains("DROP") || value.contains("OR") || value.contains("AND")`)},
	{Kind: "laundered", Code: method("java.util.Base64.Encoder to = java.util.Base64.getEncoder();\nreturn new String(java.util.Base64.getDecoder().decode(to.encodeToString(value.getBytes())));")},
	{Kind: "laundered", Code: "private static final java.util.Map<String, String> KEPT = new java.util.HashMap<>();\n\n" + method("KEPT.put(\"last\", value);\nreturn KEPT.get(\"last\");")},
	{Kind: "laundered", Code: method("return new StringBuilder(value).reverse().reverse().toString();")},
	{Kind: "laundered", Code: method("StringBuilder out = new StringBuilder();\nfor (char c : value.toCharArray()) {\n    out.append(c);\n}\nreturn out.toString();")},
	{Kind: "laundered", Code: method("StringBuilder out = new StringBuilder();\nfor (int i = 0; i < value.length(); i++) {\n    out.append((char) (value.charAt(i) + 0));\n}\nreturn out.toString();")},
	{Kind: "laundered", Code: method("return String.join(\"\", value.split(\"\"));")},
	{Kind: "laundered", Code: method("java.util.function.Supplier<String> held = () -> value;\nreturn held.get();")},
	{Kind: "laundered", Code: method("return java.util.Optional.of(value).map(v -> v).orElse(\"\");")},
	{Kind: "laundered", Code: method("java.util.List<String> list = new java.util.ArrayList<>();\nlist.add(0, value);\nreturn list.get(0);")},
	{Kind: "laundered", Code: method("return java.net.URLDecoder.decode(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);")},
}

// swaps exchange one weakness for another.
var swaps = []mutants.Swap{
	{"weak-hash", `"MD5"`, `"SHA-1"`}, {"weak-hash", `"SHA-1"`, `"MD5"`}, {"weak-hash", `"MD5"`, `"M" + "D5"`},
	{"weak-cipher", `"DES/`, `"RC2/`}, {"weak-cipher", `"DES"`, `"RC4"`}, {"weak-cipher", `"AES/ECB`, `"DES/ECB`},
	{"insecure-cookie", "setSecure(false)", "setSecure(!true)"}, {"insecure-cookie", "setSecure(false)", "setSecure(Boolean.FALSE)"},
	{"predictable-random", "new Random()", "new Random(System.nanoTime())"}, {"predictable-random", "new java.util.Random()", "new java.util.Random(System.nanoTime())"},
	{"predictable-random", "Math.random()", "((Math.random() + Math.random()) / 2)"},
	{"csrf-off", "http.csrf().disable()", "http.csrf().ignoringAntMatchers(\"/**\")"},
}

// flaws are files that bring one.
var flaws = []string{
	"import java.io.IOException;\nimport javax.servlet.http.*;\n\npublic class Added extends HttpServlet {\n    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {\n        Runtime.getRuntime().exec(new String[] {\"sh\", \"-c\", \"ping -c 1 \" + request.getParameter(\"host\")});\n    }\n}\n",
	"import java.io.IOException;\nimport javax.servlet.http.*;\n\npublic class Added extends HttpServlet {\n    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {\n        response.getWriter().println(\"<p>Hello \" + request.getParameter(\"name\") + \"</p>\");\n    }\n}\n",
	"import java.io.*;\nimport javax.servlet.http.*;\n\npublic class Added extends HttpServlet {\n    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {\n        new FileInputStream(\"/srv/docs/\" + request.getParameter(\"name\")).close();\n    }\n}\n",
	"import java.sql.*;\nimport javax.servlet.http.*;\n\npublic class Added extends HttpServlet {\n    private Connection db;\n\n    protected void doGet(HttpServletRequest request, HttpServletResponse response) {\n        try (Statement st = db.createStatement()) {\n            st.executeUpdate(\"DELETE FROM stock WHERE name = '\" + request.getParameter(\"name\") + \"'\");\n        } catch (SQLException e) {\n            throw new IllegalStateException(e);\n        }\n    }\n}\n",
}

// weak are secure files, each with what makes it weak; the last one is no flaw of any
// rule, but allows what was refused.
var weak = [][2]string{
	{
		"import java.security.MessageDigest;\n\npublic class Settings {\n    public static byte[] sign(byte[] password) throws Exception {\n        return MessageDigest.getInstance(\"SHA-256\").digest(password);\n    }\n}\n",
		"import java.security.MessageDigest;\n\npublic class Settings {\n    public static byte[] sign(byte[] password) throws Exception {\n        return MessageDigest.getInstance(\"MD5\").digest(password);\n    }\n}\n",
	},
	{
		"import javax.servlet.http.*;\n\npublic class Settings extends HttpServlet {\n    protected void doGet(HttpServletRequest request, HttpServletResponse response) {\n        Cookie cookie = new Cookie(\"session\", \"x\");\n        cookie.setSecure(true);\n        cookie.setHttpOnly(true);\n        response.addCookie(cookie);\n    }\n}\n",
		"import javax.servlet.http.*;\n\npublic class Settings extends HttpServlet {\n    protected void doGet(HttpServletRequest request, HttpServletResponse response) {\n        Cookie cookie = new Cookie(\"session\", \"x\");\n        cookie.setSecure(false);\n        cookie.setHttpOnly(true);\n        response.addCookie(cookie);\n    }\n}\n",
	},
	{
		"import java.io.IOException;\nimport javax.servlet.http.*;\n\npublic class Settings extends HttpServlet {\n    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {\n        if (!\"admin\".equals(request.getHeader(\"X-Role\"))) {\n            response.sendError(403);\n            return;\n        }\n        response.getWriter().println(\"welcome\");\n    }\n}\n",
		"import java.io.IOException;\nimport javax.servlet.http.*;\n\npublic class Settings extends HttpServlet {\n    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {\n        response.getWriter().println(\"welcome\");\n    }\n}\n",
	},
}
