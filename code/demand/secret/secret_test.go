package secret

import "testing"

func TestWritten(t *testing.T) {
	for _, c := range []struct {
		name, value string
		want        bool
	}{
		{"app.SYNC_KEY", "sync-5d1c-4b90-night-shift", true},
		{"auth.defaultKey", "9f2b-copper-clay-session-4471", true},
		{"DB_PASSWORD", "hunter2", true},
		{"KEY_HEADER", "X-Sync-Key-2024", false},
		{"PasswordField", "password1", false},
		{"CacheKey", "products-v2", false},
		{"password", "", false},
		{"Password", "your-password-123", false},
		{"monkey", "2024-10-10-12", false},
	} {
		if got := Written(c.name, c.value); got != c.want {
			t.Errorf("%s = %q: %v", c.name, c.value, got)
		}
	}
}
