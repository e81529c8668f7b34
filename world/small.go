package world

import (
	"context"
	crand "crypto/rand"
	"errors"
	"math/rand/v2"
	"net"
	"time"
)

// SystemClock is the machine's clock.
type SystemClock struct{}

// Now implements Clock.
func (SystemClock) Now() time.Time { return time.Now() }

// FixedClock always tells the same time.
type FixedClock time.Time

// Now implements Clock.
func (c FixedClock) Now() time.Time { return time.Time(c) }

// SystemRandom is the machine's cryptographic random source.
type SystemRandom struct{}

// Read implements Random.
func (SystemRandom) Read(p []byte) (int, error) { return crand.Read(p) }

// SeededRandom yields the same bytes for the same seed. It is for tests: never
// make a real key from it. It is not safe for concurrent use.
func SeededRandom(seed uint64) Random {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	return rand.NewChaCha8(key)
}

// NetDialer dials for real.
type NetDialer struct{ Timeout time.Duration }

// DialContext implements Dialer.
func (d NetDialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	return (&net.Dialer{Timeout: d.Timeout}).DialContext(ctx, network, address)
}

// NoDialer refuses every connection: what offline code is given.
type NoDialer struct{}

// ErrOffline is what NoDialer answers.
var ErrOffline = errors.New("no network allowed")

// DialContext implements Dialer.
func (NoDialer) DialContext(_ context.Context, network, address string) (net.Conn, error) {
	return nil, &net.OpError{Op: "dial", Net: network, Err: ErrOffline}
}
