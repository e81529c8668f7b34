package world

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"
)

func TestFakes(t *testing.T) {
	at := time.Unix(1, 0)
	same(t, "clock", FixedClock(at).Now(), at)

	bytes := func(seed uint64) string {
		b := make([]byte, 16)
		_, err := io.ReadFull(SeededRandom(seed), b)
		must(t, err)
		return string(b)
	}
	same(t, "the same seed", bytes(1), bytes(1))
	if bytes(1) == bytes(2) {
		t.Error("two seeds, the same bytes")
	}
	if _, err := (NoDialer{}).DialContext(t.Context(), "tcp", "127.0.0.1:1"); !errors.Is(err, ErrOffline) {
		t.Errorf("dialled offline: %v", err)
	}
	full := errors.New("disk full")
	d := &MemDir{Fail: func(op, name string) error { return full }}
	if err := d.WriteFile("x", nil); !errors.Is(err, full) {
		t.Errorf("wrote to a full disk: %v", err)
	}
}

func TestFakeRunner(t *testing.T) {
	if _, err := (FakeRunner{}).Workspace(t.Context(), MemTree{}, nil); !errors.Is(err, ErrNoSandbox) {
		t.Errorf("a runner without a script: %v", err)
	}
	r := FakeRunner{Reply: func(files map[string][]byte, c Command) (Result, error) {
		return Result{Stdout: files[c.Argv[1]], Isolation: []string{"none: a fake"}}, nil
	}}
	w, err := r.Workspace(t.Context(), MemTree{"a": []byte("old")}, map[string][]byte{"a": []byte("new")})
	must(t, err)
	say := func() string {
		res, err := w.Run(context.Background(), Command{Argv: []string{"cat", "a"}})
		must(t, err)
		return string(res.Stdout)
	}
	same(t, "changed file", say(), "new")
	must(t, w.Write("a", []byte("newer")))
	same(t, "written file", say(), "newer")
	must(t, w.Close())
}

func TestResultOK(t *testing.T) {
	for _, test := range []struct {
		r    Result
		want bool
	}{
		{Result{}, true},
		{Result{Exit: 1}, false},
		{Result{Hit: []Limit{LimitOutput}}, true},
		{Result{Hit: []Limit{LimitOutput, LimitWall}}, false},
	} {
		same(t, "OK", test.r.OK(), test.want)
	}
}
