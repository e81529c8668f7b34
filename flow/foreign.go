package flow

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/prunella/prunella/ledger"
	"github.com/prunella/prunella/record"
)

// The protocol of a foreign analyzer, a line of JSON for each message, both
// ways. We say hello, and it says hello with the name it goes by. Then, for each
// piece of evidence, we send the entry, and it answers with any number of
// statements, evidence and findings only, and with done:
//
//	→ {"hello":"prunella/1"}
//	← {"hello":"mylint","version":"0.3"}
//	→ {"seen":{…statement…},"id":"sha256:…"}
//	← {"say":{…statement…}}
//	← {"done":true}                 or {"error":"could not read it"}
//
// What it says it says in its own words but not in another's name: By is
// replaced by the name under which the step was wired. Findings may cite what
// was said in the same answer, by its id.
const foreignHello = "prunella/1"

// maxAnswer bounds the statements of one answer.
const maxAnswer = 100_000

// ErrProtocol is wrapped by every complaint about what a foreign analyzer says.
var ErrProtocol = errors.New("foreign analyzer broke the protocol")

// A message is one line; what is not set is left out.
type message struct {
	Hello   string          `json:"hello,omitempty"`
	Version string          `json:"version,omitempty"`
	ID      record.ID       `json:"id,omitempty"`
	Seen    json.RawMessage `json:"seen,omitempty"`
	Say     json.RawMessage `json:"say,omitempty"`
	Done    bool            `json:"done,omitempty"`
	Error   string          `json:"error,omitempty"`
}

// A Foreign is an analyzer at the other end of two streams, mostly a program
// that was started elsewhere. It answers one question at a time; a stream that
// broke the protocol is not read again.
type Foreign struct {
	Name    string // as it says itself
	Version string
	in      *bufio.Reader
	out     io.Writer
	turn    chan struct{} // holds one token: whose turn it is to ask
	broken  error
}

// Greet says hello on the streams and hears the answer.
func Greet(in io.Reader, out io.Writer) (*Foreign, error) {
	f := &Foreign{in: bufio.NewReaderSize(in, 64<<10), out: out, turn: make(chan struct{}, 1)}
	f.turn <- struct{}{}
	if err := f.write(message{Hello: foreignHello}); err != nil {
		return nil, err
	}
	m, err := f.read()
	if err != nil {
		return nil, err
	}
	if m.Hello == "" {
		return nil, fmt.Errorf("%w: it did not say hello", ErrProtocol)
	}
	f.Name, f.Version = m.Hello, m.Version
	return f, nil
}

// Analyze implements [Analyzer]. What comes back is as the foreigner said it,
// checked in form; the findings are claims like any other.
func (f *Foreign) Analyze(ctx context.Context, seen ledger.Entry) ([]Claim, error) {
	select {
	case <-f.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { f.turn <- struct{}{} }()
	if f.broken != nil {
		return nil, f.broken
	}
	claims, err := f.ask(seen)
	if err != nil && !errors.Is(err, errDeclined) {
		f.broken = err
	}
	return claims, err
}

// errDeclined is wrapped when the foreigner itself says that it failed.
var errDeclined = errors.New("foreign analyzer")

func (f *Foreign) ask(seen ledger.Entry) ([]Claim, error) {
	text, err := record.Encode(seen.Statement)
	if err != nil {
		return nil, err
	}
	if err := f.write(message{ID: seen.ID, Seen: text}); err != nil {
		return nil, err
	}
	var a answer
	for range maxAnswer {
		m, err := f.read()
		switch {
		case err != nil:
			return nil, err
		case m.Error != "":
			return nil, fmt.Errorf("%w: %.500q", errDeclined, m.Error)
		case m.Done:
			return a.claims, nil
		}
		if err := a.add(m.Say); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%w: more than %d statements in one answer", ErrProtocol, maxAnswer)
}

// An answer gathers evidence until the finding that cites it comes.
type answer struct {
	evidence map[record.ID]Seen
	claims   []Claim
}

func (a *answer) add(text []byte) error {
	s, err := record.Parse(text)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrProtocol, err)
	}
	id, err := s.ID()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrProtocol, err)
	}
	switch b := s.Body; {
	case b.Evidence != nil:
		if a.evidence == nil {
			a.evidence = make(map[record.ID]Seen)
		}
		a.evidence[id] = Seen{Body: *b.Evidence, About: s.About, Cites: s.Cites}
	case b.Finding != nil:
		c := Claim{Finding: *b.Finding, About: s.About}
		for _, cited := range s.Cites {
			// Its own evidence gets another id under our name for it.
			if e, own := a.evidence[cited]; own {
				c.Because = append(c.Because, e)
			} else {
				c.Cites = append(c.Cites, cited)
			}
		}
		a.claims = append(a.claims, c)
	default:
		return fmt.Errorf("%w: an analyzer says evidence and findings, not a %s", ErrProtocol, b.Kind())
	}
	return nil
}

func (f *Foreign) write(m message) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	_, err = f.out.Write(append(text, '\n'))
	return err
}

// read reads one line, of bounded length, and refuses what it does not know.
func (f *Foreign) read() (message, error) {
	var m message
	var line []byte
	for {
		part, err := f.in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > 2*record.MaxSize {
			return m, fmt.Errorf("%w: a line of more than %d bytes", ErrProtocol, 2*record.MaxSize)
		}
		if err == nil {
			break
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return m, fmt.Errorf("%w: %w", ErrProtocol, err)
		}
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return m, fmt.Errorf("%w: %w", ErrProtocol, err)
	}
	return m, nil
}
