package flow_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/prunella/prunella/flow"
	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// A foreigner is a program of somebody else's: it gets our lines and answers.
type foreigner func(question map[string]json.RawMessage, answer func(line string))

func greet(t *testing.T, who foreigner) (*flow.Foreign, error) {
	theirIn, ourOut := io.Pipe()
	ourIn, theirOut := io.Pipe()
	t.Cleanup(func() { ourOut.Close(); theirOut.Close() })
	go func() {
		for lines := bufio.NewScanner(theirIn); lines.Scan(); {
			var q map[string]json.RawMessage
			if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
				theirOut.CloseWithError(err)
			}
			who(q, func(line string) { io.WriteString(theirOut, line+"\n") })
		}
	}()
	return flow.Greet(ourIn, ourOut)
}

func lint(q map[string]json.RawMessage, answer func(string)) {
	if _, hello := q["hello"]; hello {
		answer(`{"hello":"mylint","version":"0.3"}`)
		return
	}
	path := `{"by":{"kind":"person","name":"root"},"body":{"evidence":{"type":"lint.path","summary":"p"}}}`
	s, err := record.Parse([]byte(path))
	if err != nil {
		panic(err)
	}
	id, err := s.ID()
	if err != nil {
		panic(err)
	}
	answer(`{"say": ` + path + `}`)
	answer(fmt.Sprintf(`{"say": {"by":{"kind":"policy","name":"root"}, "about":["repo:test"], "cites":[%q], "body":{"finding":`+
		`{"rule":"r","claim":"c","severity":"low","confidence":1,"level":"located","where":{"file":"a","line":1},"key":"k"}}}}`, id))
	answer(`{"done":true}`)
}

func TestForeignSpeaksInItsOwnName(t *testing.T) {
	foreign, err := greet(t, lint)
	if err != nil || foreign.Name != "mylint" || foreign.Version != "0.3" {
		t.Fatalf("%+v, %v", foreign, err)
	}
	log := newLog(t)
	by := record.By{Kind: record.Tool, Name: foreign.Name, Vendor: "them"}
	loop := flow.Loop{Log: log, Steps: []flow.Step{
		flow.Sees(tool("files"), files{"a"}),
		flow.Analyzes(by, foreign, "test.file"),
	}}
	if err := loop.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := ledger.All(log.Scan(t.Context(), 0))
	if err != nil || len(all) != 3 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	if f := all[2].Statement; f.By != by || all[1].Statement.By != by || len(f.Cites) != 2 {
		t.Errorf("the finding is by %+v and cites %v", f.By, f.Cites)
	}
}

func TestForeignBreaksTheProtocol(t *testing.T) {
	for name, line := range map[string]string{
		"not JSON":        `hello`,
		"unknown field":   `{"exec":"rm"}`,
		"nothing":         `{}`,
		"a decision":      `{"say":{"by":{"kind":"policy","name":"p"},"body":{"decision":{"proposal":"sha256:` + strings.Repeat("0", 64) + `","allow":true,"reason":"r"}}}}`,
		"not a statement": `{"say":{"by":1}}`,
		"too long a line": `{"error":"` + strings.Repeat("x", 3*record.MaxSize) + `"}`,
		"a float in data": `{"say":{"by":{"kind":"tool","name":"p"},"body":{"evidence":{"type":"a","summary":"","data":0.5}}}}`,
		"hello once more": `{"hello":"again"}`,
		"not UTF-8":       "{\"say\":{\"by\":{\"kind\":\"tool\",\"name\":\"\xff\"},\"body\":{\"evidence\":{\"type\":\"a\",\"summary\":\"\"}}}}",
	} {
		t.Run(name, func(t *testing.T) {
			foreign, err := greet(t, func(q map[string]json.RawMessage, answer func(string)) {
				if _, hello := q["hello"]; hello {
					answer(`{"hello":"x"}`)
					return
				}
				answer(line)
			})
			if err != nil {
				t.Fatal(err)
			}
			entry := seen(t)
			for range 2 { // it is not asked again
				if _, err := foreign.Analyze(t.Context(), entry); !errors.Is(err, flow.ErrProtocol) {
					t.Errorf("error is %v", err)
				}
			}
		})
	}
}

func TestForeignDeclines(t *testing.T) {
	asked := 0
	foreign, err := greet(t, func(q map[string]json.RawMessage, answer func(string)) {
		switch asked++; asked {
		case 1:
			answer(`{"hello":"x"}`)
		case 2:
			answer(`{"error":"no such file"}`)
		default:
			answer(`{"done":true}`)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := foreign.Analyze(t.Context(), seen(t)); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("declined: %v", err)
	}
	if _, err := foreign.Analyze(t.Context(), seen(t)); err != nil {
		t.Errorf("asked again: %v", err)
	}
}

func seen(t *testing.T) ledger.Entry {
	t.Helper()
	s, err := record.New(tool("t"), record.Body{Evidence: &record.Evidence{Type: "test.file"}}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	id, err := s.ID()
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Entry{ID: id, Kind: "evidence", Statement: s}
}

func FuzzForeign(f *testing.F) {
	f.Add([]byte("{\"hello\":\"x\"}\n{\"done\":true}\n"))
	f.Add([]byte("{\"hello\":\"x\"}\n{\"say\":{\"by\":{\"kind\":\"tool\",\"name\":\"p\"},\"body\":{\"evidence\":{\"type\":\"a\",\"summary\":\"\"}}}}\n{\"done\":true}\n"))
	s, err := record.New(tool("t"), record.Body{Evidence: &record.Evidence{Type: "test.file"}}, nil, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, answers []byte) {
		foreign, err := flow.Greet(strings.NewReader(string(answers)), io.Discard)
		if err != nil {
			return
		}
		claims, err := foreign.Analyze(t.Context(), ledger.Entry{Statement: s})
		if err != nil && len(claims) > 0 {
			t.Errorf("%d claims and %v", len(claims), err)
		}
	})
}
