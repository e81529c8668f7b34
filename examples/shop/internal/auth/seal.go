package auth

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/sha256"
	"errors"
)

// ErrSeal is returned for sealed text that cannot be opened.
var ErrSeal = errors.New("cannot open seal")

// Sealer hides short texts in links and on gift cards.
type Sealer struct {
	link [24]byte
	card [32]byte
}

// NewSealer derives the sealing keys from the shop's key.
func NewSealer(key []byte) *Sealer {
	s := &Sealer{card: sha256.Sum256(append([]byte("card:"), key...))}
	sum := sha256.Sum256(append([]byte("link:"), key...))
	copy(s.link[:], sum[:])
	return s
}

// Link seals text for an order tracking link.
func (s *Sealer) Link(text string) (string, error) {
	block, err := des.NewTripleDESCipher(s.link[:])
	if err != nil {
		return "", err
	}
	out := make([]byte, block.BlockSize()+len(text))
	iv := out[:block.BlockSize()]
	if _, err := rand.Read(iv); err != nil {
		return "", err
	}
	cipher.NewCTR(block, iv).XORKeyStream(out[len(iv):], []byte(text))
	return b64.EncodeToString(out), nil
}

// Card seals text for the back of a gift card.
func (s *Sealer) Card(text string) (string, error) {
	block, err := aes.NewCipher(s.card[:])
	if err != nil {
		return "", err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return "", err
	}
	nonce := make([]byte, gcm.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", err
	}
	return b64.EncodeToString(gcm.Seal(nonce, nonce, []byte(text), nil)), nil
}

// OpenCard returns what Card sealed.
func (s *Sealer) OpenCard(sealed string) (string, error) {
	raw, err := b64.DecodeString(sealed)
	if err != nil {
		return "", ErrSeal
	}
	block, err := aes.NewCipher(s.card[:])
	if err != nil {
		return "", err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return "", err
	}
	if len(raw) < gcm.NonceSize() {
		return "", ErrSeal
	}
	text, err := gcm.Open(nil, raw[:gcm.NonceSize()], raw[gcm.NonceSize():], nil)
	if err != nil {
		return "", ErrSeal
	}
	return string(text), nil
}
