// Package mail sends the shop's mails, or spools them to a folder when no mail
// server is configured.
package mail

import (
	"fmt"
	"mime"
	"net/smtp"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
)

const sender = "shop@shop.example"

// Message is one mail of plain text.
type Message struct {
	To      string
	From    string
	Subject string
	Body    string
}

// Outbox delivers messages.
type Outbox struct {
	Server string
	Dir    string
	count  atomic.Int64
}

type field struct{ name, value string }

func (m Message) fields() []field {
	return []field{
		{"From", sender},
		{"To", m.To},
		{"X-Written-By", mime.QEncoding.Encode("utf-8", m.From)},
		{"Subject", m.Subject},
	}
}

func (m Message) raw() []byte {
	var b strings.Builder
	for _, f := range m.fields() {
		b.WriteString(f.name + ": " + f.value + "\r\n")
	}
	b.WriteString("\r\n" + m.Body + "\r\n")
	return []byte(b.String())
}

// Send delivers a message.
func (o *Outbox) Send(m Message) error {
	if o.Server != "" {
		return smtp.SendMail(o.Server, nil, sender, []string{m.To}, m.raw())
	}
	name := fmt.Sprintf("%06d.eml", o.count.Add(1))
	return os.WriteFile(filepath.Join(o.Dir, name), m.raw(), 0o600)
}
