package assure

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"

	"github.com/prunella/prunella/record"
)

// The types of what is signed: an in-toto statement in a DSSE envelope.
const (
	payloadType   = "application/vnd.in-toto+json"
	statementType = "https://in-toto.io/Statement/v1"
	predicateType = "https://prunella.dev/certificate/v1"
)

// A Key signs certificates. It must not be shown or stored unguarded.
type Key struct{ private ed25519.PrivateKey }

// NewKey makes a key from 32 random bytes.
func NewKey(random io.Reader) (Key, error) {
	_, private, err := ed25519.GenerateKey(random)
	if err != nil {
		return Key{}, fmt.Errorf("making a key: %w", err)
	}
	return Key{private}, nil
}

// ParseKey reads what Marshal wrote.
func ParseKey(text string) (Key, error) {
	seed, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(seed) != ed25519.SeedSize {
		return Key{}, errors.New("not a certificate key")
	}
	return Key{ed25519.NewKeyFromSeed(seed)}, nil
}

// Marshal is the secret text of the key.
func (k Key) Marshal() string {
	return base64.StdEncoding.EncodeToString(k.private.Seed()) + "\n"
}

// Public is the key that checks the certificates.
func (k Key) Public() ed25519.PublicKey { return k.private.Public().(ed25519.PublicKey) }

// Fingerprint names a public key: "key:" and the SHA-256 of it.
func Fingerprint(k ed25519.PublicKey) string {
	sum := sha256.Sum256(k)
	return "key:" + hex.EncodeToString(sum[:])
}

// statement is an in-toto statement about the files of a patch.
type statement struct {
	Type          string    `json:"_type"`
	Subject       []subject `json:"subject"`
	PredicateType string    `json:"predicateType"`
	Predicate     predicate `json:"predicate"`
}

type subject struct {
	Name   string            `json:"name"`
	Digest map[string]string `json:"digest"`
}

type predicate struct {
	Proposal  record.ID       `json:"proposal"`
	Finding   string          `json:"finding"` // its key
	Rule      string          `json:"rule"`
	Severity  record.Severity `json:"severity"`
	Certified bool            `json:"certified"`
	Grade     string          `json:"grade"`
	Rungs     []record.Rung   `json:"rungs"`
	Isolation []string        `json:"isolation,omitempty"`
	Verifier  string          `json:"verifier"`
}

// Certify signs what the rungs said about a proposal.
func Certify(k Key, by record.By, proposal record.ID, patch record.Patch, finding record.Finding, rungs []record.Rung, isolation []string) (record.Certification, error) {
	certified, grade := Grade(rungs)
	st := statement{Type: statementType, PredicateType: predicateType, Predicate: predicate{
		Proposal: proposal, Finding: finding.Key, Rule: finding.Rule, Severity: finding.Severity,
		Certified: certified, Grade: grade, Rungs: rungs, Isolation: isolation, Verifier: by.Name + " " + by.Version,
	}}
	for _, f := range patch.Files {
		algorithm, hex, _ := strings.Cut(string(f.After), ":")
		st.Subject = append(st.Subject, subject{Name: f.Path, Digest: map[string]string{algorithm: hex}})
	}
	payload, err := json.Marshal(st)
	if err != nil {
		return record.Certification{}, fmt.Errorf("encoding the certificate: %w", err)
	}
	return record.Certification{
		Certified: certified, Grade: grade, Severity: finding.Severity, Rungs: rungs, Isolation: isolation, Statement: string(payload),
		Signature: record.Signature{Key: Fingerprint(k.Public()), Sig: ed25519.Sign(k.private, dsse.PAE(payloadType, payload))},
	}, nil
}

// ErrForged is wrapped by every refusal of a certificate.
var ErrForged = errors.New("certificate does not verify")

// Verify checks that a certificate is signed with the key, that it is about the
// proposal, and that what it says outside of the signed statement is what it says
// inside.
func Verify(c record.Certification, proposal record.ID, key ed25519.PublicKey) error {
	if c.Signature.Key != Fingerprint(key) || !ed25519.Verify(key, dsse.PAE(payloadType, []byte(c.Statement)), c.Signature.Sig) {
		return fmt.Errorf("%w: bad signature", ErrForged)
	}
	var st statement
	if err := json.Unmarshal([]byte(c.Statement), &st); err != nil {
		return fmt.Errorf("%w: %w", ErrForged, err)
	}
	p := st.Predicate
	if p.Proposal != proposal || st.Type != statementType || st.PredicateType != predicateType {
		return fmt.Errorf("%w: it was signed for something else", ErrForged)
	}
	inside, err := json.Marshal([]any{p.Certified, p.Grade, p.Severity, p.Rungs, p.Isolation})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrForged, err)
	}
	outside, err := json.Marshal([]any{c.Certified, c.Grade, c.Severity, c.Rungs, c.Isolation})
	if err != nil || !bytes.Equal(inside, outside) {
		return fmt.Errorf("%w: it says other things than were signed", ErrForged)
	}
	return nil
}
