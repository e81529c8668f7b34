package java

import (
	"fmt"
	"strconv"

	"github.com/prunella/prunella/code/fix"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

const xpathBinder = `
private static %s bindValues(%s xpath, Object... values) {
	xpath.setXPathVariableResolver(name -> values[Integer.parseInt(name.getLocalPart().substring(1)) - 1]);
	return xpath;
}
`

// xpathVariable makes variables of the values in an expression of javax.xml.xpath.
func xpathVariable(in *fix.Input) ([]fix.Candidate, error) {
	s, err := open(in)
	if err != nil {
		return nil, err
	}
	call := s.at()
	receiver, name := s.receiver(call)
	args := s.args(call)
	if len(args) == 0 || name != "evaluate" && name != "compile" && name != "evaluateExpression" || s.t.Kind(receiver) != syntax.Name || s.typeOf(receiver) != "XPath" {
		return nil, fmt.Errorf("the expression is not evaluated by javax.xml.xpath here")
	}
	st, err := s.takenOut(s.made(args[0]), func(n int) string { return "$v" + strconv.Itoa(n) })
	if err != nil {
		return nil, err
	}
	s.edits = append(s.edits, st.edits...)
	typ := s.use("javax.xml.xpath.XPath")
	if err := s.helper(call, "bindValues", fmt.Sprintf(xpathBinder, typ, typ)); err != nil {
		return nil, err
	}
	s.replace(receiver, "bindValues("+s.t.Text(receiver)+", "+st.list()+")")
	return s.done("xpath-variable", "the value is a variable of the expression and no longer part of its text"), nil
}
