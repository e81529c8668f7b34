package java

import (
	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// Spring's exporters answer requests with Java's or Hessian's objects in them. What a
// configuration gives as a bean is put to work, whoever made it.

var exporters = map[string]bool{
	"RmiServiceExporter": true, "RmiBasedExporter": true, "HttpInvokerServiceExporter": true, "SimpleHttpInvokerServiceExporter": true, "RemoteInvocationSerializingExporter": true,
	"HessianServiceExporter": true, "SimpleHessianServiceExporter": true, "HessianExporter": true,
}

var configurations = []string{"Configuration", "SpringBootApplication", "SpringBootConfiguration", "TestConfiguration", "AutoConfiguration"}

// exported tells of the beans of a configuration that are such exporters.
func (l *lowerer) exported(c *class) {
	if l.u.Stub {
		return
	}
	if _, ok := l.annotation(max(c.node, 1), configurations...); !ok {
		return
	}
	for m := l.t.First(c.body); m != 0; m = l.t.Next(m) {
		if l.t.Kind(m) != syntax.Method {
			continue
		}
		typ := l.resultType(m)
		if _, bean := l.annotation(m, "Bean"); !bean || typ == nil || !exporters[lastName(typ.Name)] {
			continue
		}
		name := l.t.Child(m, syntax.Name)
		in := l.at(ir.Call, name)
		in.Name = ir.IntrinsicSink
		in.Args = l.list(l.str(name, "exporter"), l.str(name, lastName(typ.Name)))
		l.do(in, nil)
	}
}
