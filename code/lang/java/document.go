package java

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
)

// document: a handler whose result is declared to be an object, a number, a list or a
// table answers with its fields, as JSON or XML, and names no view. A text, a thing of
// which nothing is said and what frameworks have for whole answers may be a page; what
// those are declared to hold is asked in turn (ResponseEntity<Order>).
func (l *lowerer) document(t *ir.Type) bool {
	switch {
	case t == nil || t == anyType || isText(t):
		return false
	case t.Kind == ir.ListOf || isPlain(t):
		return true
	case t.Kind != ir.Named:
		return false
	case l.answer(t):
		return len(t.Args) > 0 && l.document(t.Args[len(t.Args)-1])
	}
	return true
}

// answers are what frameworks have for an answer as a whole, or for one that comes later
// or in parts.
var answers = []string{
	"HttpEntity", "ResponseEntity", "Response", "ModelAndView", "View", "RedirectView", "HttpResponse", "RestResponse", "Result", "HttpHeaders",
	"Mono", "Flux", "Publisher", "Uni", "Multi", "Single", "Observable", "Flowable", "Maybe", "Callable", "Future", "CompletableFuture", "CompletionStage", "ListenableFuture", "DeferredResult", "WebAsyncTask", "Optional",
	"CharSequence", "StringBuilder", "StringBuffer", "Viewable",
}

// frameworks are where they come from.
var frameworks = []string{
	"java.", "javax.", "jakarta.", "org.springframework.", "org.glassfish.", "org.jboss.", "io.micronaut.", "io.smallrye.", "io.reactivex.", "reactor.", "rx.", "org.reactivestreams.", "play.",
}

// answer reports a framework's answer. A name that is imported with a star is of this
// package as far as the file says, if the package has it.
func (l *lowerer) answer(t *ir.Type) bool {
	if !slices.Contains(answers, lastName(t.Name)) {
		return given(t) && !strings.HasPrefix(t.Name, "org.springframework.data.")
	}
	if strings.HasPrefix(t.Name, l.u.Module+".") {
		_, own := l.classes[t.Name]
		return !own
	}
	return slices.ContainsFunc(frameworks, func(p string) bool { return strings.HasPrefix(t.Name, p) }) || !strings.Contains(t.Name, ".")
}
