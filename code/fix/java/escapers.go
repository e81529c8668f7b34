package java

import (
	"fmt"
	"strings"

	"github.com/prunella/prunella/code/lang/java/syntax"
)

const htmlEscaper = `
private static String escapeHtml(String value) {
	return value == null ? null : value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
}
`

// escapedHTML uses the escaper that the project has, else a small one of its own.
func escapedHTML(s *source, n syntax.Ref, expr string) (string, error) {
	text := s.asText(n, expr)
	switch {
	case s.has("org.owasp.encoder."):
		return s.use("org.owasp.encoder.Encode") + ".forHtml(" + text + ")", nil
	case s.has("org.springframework.web."):
		return s.use("org.springframework.web.util.HtmlUtils") + ".htmlEscape(" + text + ")", nil
	case s.has("org.owasp.esapi."):
		return s.use("org.owasp.esapi.ESAPI") + ".encoder().encodeForHTML(" + text + ")", nil
	}
	return "escapeHtml(" + s.asText(n, expr) + ")", s.helper(n, "escapeHtml", htmlEscaper)
}

// asText writes an expression as a text, unless it is known to be one.
func (s *source) asText(n syntax.Ref, expr string) string {
	if s.typeOf(n) == "String" {
		return expr
	}
	return "String.valueOf(" + expr + ")"
}

const ldapEscaper = `
private static String escapeLdap(String value) {
	return value == null ? null : value.replace("\\", "\\5c").replace("*", "\\2a").replace("(", "\\28").replace(")", "\\29").replace("\0", "\\00");
}
`

// escapedLDAP escapes a value for a filter (RFC 4515).
func escapedLDAP(s *source, n syntax.Ref, expr string) (string, error) {
	if s.has("org.springframework.ldap.") {
		return s.use("org.springframework.ldap.support.LdapEncoder") + ".filterEncode(" + s.asText(n, expr) + ")", nil
	}
	return "escapeLdap(" + s.asText(n, expr) + ")", s.helper(n, "escapeLdap", ldapEscaper)
}

const lineMaker = `
private static String oneLine(String value) {
	return value == null ? null : value.replace('\n', '_').replace('\r', '_');
}
`

// oneLine takes line ends out of a value.
func oneLine(s *source, n syntax.Ref, expr string) (string, error) {
	return "oneLine(" + s.asText(n, expr) + ")", s.helper(n, "oneLine", lineMaker)
}

const shellQuoter = `
private static String quoteForShell(String value) {
	return "'" + value.replace("'", "'\\''") + "'";
}
`

// quotedForShell makes a value one word of a POSIX shell.
func quotedForShell(s *source, n syntax.Ref, expr string) (string, error) {
	return "quoteForShell(" + s.asText(n, expr) + ")", s.helper(n, "quoteForShell", shellQuoter)
}

const localKeeper = `
private static String localPath(String target) {
	if (target == null || !target.startsWith("/") || target.startsWith("//") || target.contains("\\") || target.contains("\t") || target.contains("\n") || target.contains("\r")) {
		return "/";
	}
	return target;
}
`

// keptLocal lets redirects lead to paths of the site only.
func keptLocal(s *source, n syntax.Ref, expr string) (string, error) {
	return "localPath(" + s.asText(n, expr) + ")", s.helper(n, "localPath", localKeeper)
}

// quotedRegex takes a value as the text it is.
func quotedRegex(s *source, n syntax.Ref, expr string) (string, error) {
	return s.use("java.util.regex.Pattern") + ".quote(" + s.asText(n, expr) + ")", nil
}

const checker = `
private static String NAME(String value) {
	%s form = %s.compile("FORM").matcher(value);
	if (!form.matches()) {
		throw new IllegalArgumentException("WHY");
	}
	return form.group();
}
`

func checkedBy(name, form, why string) wrapper {
	text := strings.NewReplacer("NAME", name, "FORM", form, "WHY", why).Replace(checker)
	return func(s *source, n syntax.Ref, expr string) (string, error) {
		full := fmt.Sprintf(text, s.use("java.util.regex.Matcher"), s.use("java.util.regex.Pattern"))
		return name + "(" + s.asText(n, expr) + ")", s.helper(n, name, full)
	}
}

// checkedName refuses what is no plain name, checkedValue what no honest user sends.
func checkedName(s *source, n syntax.Ref, expr string) (string, error) {
	return checkedBy("checkedName", "[A-Za-z_][A-Za-z0-9_]*", "not a name")(s, n, expr)
}

func checkedValue(s *source, n syntax.Ref, expr string) (string, error) {
	return checkedBy("checked", "[A-Za-z0-9_.-]*", "not an acceptable value")(s, n, expr)
}

const xpathQuoter = `
private static String xpathText(String value) {
	if (value != null && (value.contains("'") || value.contains("\""))) {
		throw new IllegalArgumentException("quotes are not allowed here");
	}
	return value;
}
`

// xpathText refuses quotes, for which XPath 1.0 has no escape.
func xpathText(s *source, n syntax.Ref, expr string) (string, error) {
	return "xpathText(" + s.asText(n, expr) + ")", s.helper(n, "xpathText", xpathQuoter)
}

// ownName refuses names that could be addresses of servers, which have a colon.
func ownName(s *source, n syntax.Ref, expr string) (string, error) {
	return checkedBy("ownName", "[A-Za-z0-9/_-]*", "not a name of this program")(s, n, expr)
}

// oneSegment refuses what leads to another folder of the program, or says more than a
// name.
func oneSegment(s *source, n syntax.Ref, expr string) (string, error) {
	return checkedBy("oneSegment", `[^/\\\\?#;%%]*`, "not the name of a page")(s, n, expr)
}

// oneWord refuses what is more than one word, to shells of any system.
func oneWord(s *source, n syntax.Ref, expr string) (string, error) {
	return checkedBy("oneWord", "[A-Za-z0-9_.,:/@+=-]*", "not a single word")(s, n, expr)
}
