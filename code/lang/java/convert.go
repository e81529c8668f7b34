package java

import (
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// Frameworks make of a request's texts what a handler's parameter is declared as: who
// sends something else is turned away (Spring, "Type Conversion"; JAX-RS 3.1, 3.2).

// narrow are types whose values are no texts that anybody could have chosen freely.
var narrow = map[string]bool{
	"UUID": true, "Integer": true, "Long": true, "Short": true, "Byte": true, "Double": true, "Float": true, "Boolean": true, "BigDecimal": true, "BigInteger": true,
	"LocalDate": true, "LocalDateTime": true, "LocalTime": true, "OffsetDateTime": true, "ZonedDateTime": true, "Instant": true, "Duration": true, "Year": true, "YearMonth": true,
	"Date": true, "Currency": true, "ZoneId": true, "DayOfWeek": true, "Month": true,
}

// converted is a parameter's value where its type leaves no free text of it: false
// for all others.
func (l *lowerer) converted(p syntax.Ref, typ *ir.Type, kind, name string) (ir.Reg, bool) {
	if typ == nil || typ.Kind != ir.Named || kind == "http.json" || kind == "http.body" || kind == "http.form" {
		return ir.NoReg, false
	}
	switch elem := l.elementName(p); {
	case narrow[lastName(typ.Name)]:
		return l.call(p, web+".narrow", typ), true
	case narrow[elem]:
		return l.call(p, web+".narrowed", typ), true
	}
	if own := l.classes[typ.Name]; own != nil && own.sort != syntax.SortEnum || !strings.Contains(typ.Name, ".") || strings.HasPrefix(typ.Name, "java.") || strings.HasPrefix(typ.Name, "org.springframework.") {
		return ir.NoReg, false
	}
	text := l.call(p, ir.IntrinsicSource, stringType, l.str(p, kind), l.str(p, name))
	return l.call(p, typ.Name+".valueOf", typ, text), true // an enum's; of others it is not known
}

// elementName is the type of the only argument of a generic type: Long of List<Long>.
func (l *lowerer) elementName(p syntax.Ref) string {
	_, args, ok := strings.Cut(l.text(l.t.Child(p, syntax.Type)), "<")
	if !ok {
		return ""
	}
	return lastName(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(args), ">")))
}
