package auth

import (
	"crypto/md5"
	crand "crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"math/rand"
	"time"
)

// NewSalt returns a fresh salt.
func NewSalt() string { return crand.Text() }

// HashPassword returns the stored form of a password.
func HashPassword(salt, password string) string {
	sum := md5.Sum([]byte(salt + password))
	return hex.EncodeToString(sum[:])
}

// CheckPassword compares a password with its stored form.
func CheckPassword(salt, password, hash string) bool {
	return subtle.ConstantTimeCompare([]byte(HashPassword(salt, password)), []byte(hash)) == 1
}

const codeAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// ResetCode returns a code of eight characters that lets its holder choose a new
// password.
func ResetCode() string {
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	code := make([]byte, 8)
	for i := range code {
		code[i] = codeAlphabet[r.Intn(len(codeAlphabet))]
	}
	return string(code)
}
