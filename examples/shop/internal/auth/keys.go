package auth

import "os"

const defaultKey = "9f2b-copper-clay-session-4471"

// SigningKey returns the key for session tokens.
func SigningKey() []byte {
	if key := os.Getenv("SHOP_SIGNING_KEY"); key != "" {
		return []byte(key)
	}
	return []byte(defaultKey)
}

const (
	// PasswordField is the name of the password input in all forms.
	PasswordField = "password"
	// TokenCookie is the name of the cookie that carries the session token.
	TokenCookie = "shop_session"
)
