package govern

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/prunella/prunella/record"
)

// A Key signs approvals. It must not be shown or stored unguarded.
type Key struct{ private ed25519.PrivateKey }

// A PublicKey checks approvals.
type PublicKey struct{ key ed25519.PublicKey }

// ErrSignature is wrapped by every refusal of a signature.
var ErrSignature = errors.New("bad signature")

const (
	privatePrefix = "prunella-approval-secret-key:"
	publicPrefix  = "prunella-approval-key:"
)

// NewKey makes a key from 32 random bytes.
func NewKey(random io.Reader) (Key, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return Key{}, fmt.Errorf("new key: %w", err)
	}
	return Key{ed25519.NewKeyFromSeed(seed)}, nil
}

// Marshal is the secret text of the key.
func (k Key) Marshal() string {
	return privatePrefix + base64.StdEncoding.EncodeToString(k.private.Seed()) + "\n"
}

// ParseKey reads what Marshal wrote.
func ParseKey(text string) (Key, error) {
	seed, err := decode(text, privatePrefix, ed25519.SeedSize)
	if err != nil {
		return Key{}, err
	}
	return Key{ed25519.NewKeyFromSeed(seed)}, nil
}

// Public is the key that checks this one's approvals.
func (k Key) Public() PublicKey {
	if len(k.private) != ed25519.PrivateKeySize {
		return PublicKey{}
	}
	return PublicKey{k.private.Public().(ed25519.PublicKey)}
}

// Marshal is the public text of the key.
func (k PublicKey) Marshal() string {
	return publicPrefix + base64.StdEncoding.EncodeToString(k.key) + "\n"
}

// ParsePublicKey reads what Marshal wrote.
func ParsePublicKey(text string) (PublicKey, error) {
	key, err := decode(text, publicPrefix, ed25519.PublicKeySize)
	return PublicKey{key}, err
}

func decode(text, prefix string, size int) ([]byte, error) {
	data, ok := strings.CutPrefix(strings.TrimSpace(text), prefix)
	if !ok {
		return nil, fmt.Errorf("not a key: it does not begin with %q", prefix)
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(data)
	if err != nil || len(raw) != size {
		return nil, fmt.Errorf("not a key: damaged after %q", prefix)
	}
	return raw, nil
}

// Fingerprint names the key: "key:" and the SHA-256 of it.
func (k PublicKey) Fingerprint() string {
	sum := sha256.Sum256(k.key)
	return "key:" + hex.EncodeToString(sum[:])
}

// message is what a signature covers. The first line keeps it from being taken
// for a signature over anything else.
func message(proposal, certificate record.ID, until int64) []byte {
	return fmt.Appendf(nil, "prunella approval v1\nproposal %s\ncertificate %s\nuntil %d\n", proposal, certificate, until)
}

// Approve is the decision of a person to allow a proposal until a time (Unix
// seconds, after 0), having seen its certificate. The statement that says it must
// cite the proposal and the certificate.
func Approve(key Key, proposal, certificate record.ID, until int64) (record.Decision, error) {
	switch {
	case len(key.private) != ed25519.PrivateKeySize:
		return record.Decision{}, errors.New("approve: no key")
	case !record.Digest(proposal).Valid() || !record.Digest(certificate).Valid():
		return record.Decision{}, errors.New("approve: no proposal or no certificate")
	case until <= 0:
		return record.Decision{}, errors.New("approve: an approval must expire")
	}
	return record.Decision{
		Proposal: proposal, Allow: true, Until: until, Reason: "approved by " + key.Public().Fingerprint(),
		Signatures: []record.Signature{{Key: key.Public().Fingerprint(), Sig: ed25519.Sign(key.private, message(proposal, certificate, until))}},
	}, nil
}

// Revoke is the decision of a person against what was allowed before. It takes
// leave away and gives none, so it counts whoever says it; the signature tells who did.
func Revoke(key Key, proposal record.ID, reason string) (record.Decision, error) {
	switch {
	case len(key.private) != ed25519.PrivateKeySize:
		return record.Decision{}, errors.New("revoke: no key")
	case !record.Digest(proposal).Valid():
		return record.Decision{}, errors.New("revoke: no proposal")
	}
	text := fmt.Appendf(nil, "prunella revocation v1\nproposal %s\n", proposal)
	return record.Decision{
		Proposal: proposal, Reason: record.Text(reason),
		Signatures: []record.Signature{{Key: key.Public().Fingerprint(), Sig: ed25519.Sign(key.private, text)}},
	}, nil
}

// Verify checks that a decision carries at least one signature, and that every
// one is by a trusted key over this proposal, certificate and time.
func Verify(d record.Decision, certificate record.ID, trusted []PublicKey) error {
	if len(d.Signatures) == 0 {
		return fmt.Errorf("%w: there is none", ErrSignature)
	}
	for _, s := range d.Signatures {
		i := slices.IndexFunc(trusted, func(k PublicKey) bool { return len(k.key) == ed25519.PublicKeySize && k.Fingerprint() == s.Key })
		if i < 0 {
			return fmt.Errorf("%w: unknown key %s", ErrSignature, s.Key)
		}
		if !ed25519.Verify(trusted[i].key, message(d.Proposal, certificate, d.Until), s.Sig) {
			return fmt.Errorf("%w: not by %s for this proposal, certificate and time", ErrSignature, s.Key)
		}
	}
	return nil
}
