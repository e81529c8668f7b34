package line

import (
	"testing"

	"github.com/prunella/prunella/code/demand/demandtest"
)

func TestHeader(t *testing.T) {
	demandtest.Run(t, Header{}, demandtest.Options{}, []demandtest.Case{
		{"{}", "header value"},
		{"attachment; filename={}", "header value"},
		{"{-\r\n}", ""},
		{"{word}", ""},
		{"To: a\r\n\r\n{}\r\n", ""},
		{"To: a\n\n{}", ""},
		{"To: {}\r\n\r\n{}", "header value"},
		{"To: a\r\n{}\r\n", "header value"},
	})
}

func TestLog(t *testing.T) {
	demandtest.Run(t, Log{}, demandtest.Options{}, []demandtest.Case{
		{"login of {}", "log line"},
		{"login of {-\r\n\x1b}", ""},
		{"started", ""},
	})
}
