package lang

import "testing"

func TestSensitive(t *testing.T) {
	for name, want := range map[string]string{
		"password": "a credential", "user_password": "a credential", "getPassword": "a credential", "API_KEY": "a credential", "dbPwd": "a credential",
		"accessToken": "a credential", "client_secret": "a credential",
		"password_hash": "", "hashed_password": "", "passwordLength": "", "is_secret": "", "token": "", "secret_name": "", "password_reset_url": "", "wrong_password": "", "public_key": "",
		"ssn": "personal data", "passportNo": "personal data", "credit_card": "personal data", "social_security_number": "personal data", "className": "", "succNode": "", "account": "", "": "",
	} {
		if got := Sensitive(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
