package java

import (
	"slices"
	"strings"

	"github.com/prunella/prunella/code/ir"
	"github.com/prunella/prunella/code/lang/java/syntax"
)

// Servers that speak a protocol of their own are handed messages beside the connection
// that they came by: netty's channels and contexts, MINA's sessions. What else such a
// method takes came over the network.

// connections are the ends of the names of such types: programs carry netty under names of
// their own.
var connections = []string{"netty.channel.Channel", "netty.channel.ChannelHandlerContext", "mina.core.session.IoSession"}

// sending are methods by which a handler passes on what the program itself says, or is
// told of the connection.
var sending = []string{
	"write", "writeAndFlush", "send", "encode", "connect", "bind", "disconnect", "close", "flush", "exceptionCaught", "userEventTriggered", "messageSent", "initChannel", "handlerAdded",
}

// notSent are types beside a message that nobody sends.
var notSent = []string{"Throwable", "Exception", "ChannelPromise", "ChannelFuture", "SocketAddress", "List", "IdleStatus"}

// receives tells whether a method is handed messages: by the server, or what stands between
// it and this class, so that it is one that others declare.
func (l *lowerer) receives(m syntax.Ref) bool {
	if _, declared := l.annotation(m, "Override"); !declared || l.u.Stub || slices.Contains(sending, l.t.Text(l.t.Child(m, syntax.Name))) {
		return false
	}
	by, message := false, false
	for _, p := range l.paramNodes(m) {
		typ := l.paramType(p)
		if isConnection(typ) {
			by = true
		} else {
			message = message || sent(typ)
		}
	}
	return by && message
}

func isConnection(t *ir.Type) bool {
	return t != nil && t.Kind == ir.Named && slices.ContainsFunc(connections, func(end string) bool { return t.Name == end || strings.HasSuffix(t.Name, "."+end) })
}

func sent(t *ir.Type) bool {
	return t != nil && !isPlain(t) && !slices.Contains(notSent, lastName(t.Name))
}

// messageEntry says that others send what the method takes.
func (l *lowerer) messageEntry(c *class, m syntax.Ref) {
	name := l.t.Text(l.t.Child(m, syntax.Name))
	l.register(c, m, "net", "", c.qualified+"."+name, func() {
		o := l.make(m, &ir.Type{Kind: ir.Named, Name: c.qualified})
		var args []ir.Reg
		for _, p := range l.paramNodes(m) {
			typ := l.paramType(p)
			if isConnection(typ) || !sent(typ) {
				args = append(args, l.make(p, typ))
				continue
			}
			args = append(args, l.call(p, ir.IntrinsicSource, typ, l.str(p, "net"), l.str(p, l.paramName(p))))
		}
		l.method(m, o, name, nil, args...)
	})
}
