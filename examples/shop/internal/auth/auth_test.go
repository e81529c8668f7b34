package auth

import (
	"errors"
	"strings"
	"testing"
)

func TestToken(t *testing.T) {
	s := NewSigner([]byte("a key for this test only, 32 byt"))
	token, err := s.Issue(Claims{User: 7, Email: "ann@shop.example", Role: "customer"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Verify(token)
	if err != nil || c.User != 7 || c.Role != "customer" {
		t.Errorf("verify: %+v %v", c, err)
	}
	for _, wrong := range []string{"", "a.b", token + "x", "x" + token, strings.Replace(token, ".", ".x", 1)} {
		if _, err := s.Verify(wrong); !errors.Is(err, ErrToken) {
			t.Errorf("%q is accepted: %v", wrong, err)
		}
	}
}

func TestPassword(t *testing.T) {
	salt := NewSalt()
	hash := HashPassword(salt, "teapot")
	if !CheckPassword(salt, "teapot", hash) || CheckPassword(salt, "kettle", hash) || CheckPassword(NewSalt(), "teapot", hash) {
		t.Error("passwords are not told apart")
	}
}

func TestResetCode(t *testing.T) {
	a, b := ResetCode(), ResetCode()
	if len(a) != 8 || strings.Trim(a, codeAlphabet) != "" || a == b {
		t.Errorf("codes %q and %q", a, b)
	}
}

func TestSeal(t *testing.T) {
	s := NewSealer([]byte("key"))
	card, err := s.Card("ann@shop.example")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := s.OpenCard(card); err != nil || text != "ann@shop.example" {
		t.Errorf("card: %q %v", text, err)
	}
	if _, err := s.OpenCard("x" + card[1:]); err == nil && card[0] != 'x' {
		t.Error("a changed card is opened")
	}
	link, err := s.Link("1:ann@shop.example")
	if err != nil || link == "" || strings.Contains(link, "ann") {
		t.Errorf("link: %q %v", link, err)
	}
}

func TestHook(t *testing.T) {
	if CheckHook("", []byte("1"), "") || CheckHook("s", []byte("1"), "") {
		t.Error("an unsigned call is accepted")
	}
}
