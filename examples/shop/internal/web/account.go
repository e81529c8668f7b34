package web

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"text/template"

	"example.org/shop/internal/auth"
	"example.org/shop/internal/mail"
	"example.org/shop/internal/store"
)

var address = regexp.MustCompile(`^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$`)

func (s *Server) register(w http.ResponseWriter, r *http.Request) {
	email, password := r.FormValue("email"), r.FormValue(auth.PasswordField)
	if !address.MatchString(email) || len(password) < 8 {
		s.message(w, http.StatusBadRequest, "Sorry", "Please give an address and a password of eight characters.")
		return
	}
	if _, err := s.store.AddUser(email, password, "customer"); err != nil {
		s.fail(w, err)
		return
	}
	s.message(w, http.StatusCreated, "Welcome", "Your account is ready.")
}

func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	email := r.FormValue("email")
	u, err := s.store.Login(email, r.FormValue(auth.PasswordField))
	if err != nil {
		s.log.Printf("login failed for %s", email)
		s.message(w, http.StatusUnauthorized, "Sorry", "Address or password is wrong.")
		return
	}
	token, err := s.signer.Issue(auth.Claims{User: u.ID, Email: u.Email, Role: u.Role})
	if err != nil {
		s.fail(w, err)
		return
	}
	s.log.Printf("login of %q as %s", u.Email, u.Role)
	s.startSession(w, token)
	http.Redirect(w, r, localPath(r.FormValue("next")), http.StatusSeeOther)
}

func (s *Server) forgot(w http.ResponseWriter, r *http.Request) {
	email, code := r.FormValue("email"), auth.ResetCode()
	if err := s.store.SetReset(email, code); err == nil {
		err = s.out.Send(mail.Message{To: email, Subject: "Your new password", Body: "Your code is " + code})
		if err != nil {
			s.fail(w, err)
			return
		}
	}
	s.message(w, http.StatusOK, "Thank you", "If there is such an account, a code is on its way.")
}

func (s *Server) reset(w http.ResponseWriter, r *http.Request) {
	password := r.FormValue(auth.PasswordField)
	if len(password) < 8 {
		s.message(w, http.StatusBadRequest, "Sorry", "Please give a password of eight characters.")
		return
	}
	if err := s.store.ResetPassword(r.FormValue("email"), r.FormValue("code"), password); err != nil {
		s.fail(w, err)
		return
	}
	s.message(w, http.StatusOK, "Thank you", "Your password is changed.")
}

func (s *Server) contact(w http.ResponseWriter, r *http.Request) {
	err := s.out.Send(mail.Message{
		To:      "desk@shop.example",
		From:    r.FormValue("name"),
		Subject: "Contact: " + r.FormValue("subject"),
		Body:    r.FormValue("body"),
	})
	if err != nil {
		s.fail(w, err)
		return
	}
	s.message(w, http.StatusOK, "Thank you", "We will answer soon.")
}

func (s *Server) listOrders(w http.ResponseWriter, r *http.Request, who auth.Claims) {
	orders, err := s.store.Orders(who.User, r.FormValue("sort"))
	if err != nil {
		s.fail(w, err)
		return
	}
	s.json(w, orders)
}

func (s *Server) placeOrder(w http.ResponseWriter, r *http.Request, who auth.Claims) {
	product, err1 := strconv.Atoi(r.FormValue("product"))
	quantity, err2 := strconv.Atoi(r.FormValue("quantity"))
	if err1 != nil || err2 != nil || quantity < 1 {
		s.fail(w, store.ErrNotFound)
		return
	}
	id, err := s.store.PlaceOrder(who.User, product, quantity)
	if err != nil {
		s.fail(w, err)
		return
	}
	track, err := s.sealer.Link(strconv.Itoa(id) + ":" + who.Email)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.json(w, map[string]any{"order": id, "track": track})
}

func (s *Server) invoice(w http.ResponseWriter, r *http.Request, who auth.Claims) {
	s.serve(s.lib.Invoice)(w, r)
}

// gift answers with the text of a gift card, and a seal for its back.
func (s *Server) gift(w http.ResponseWriter, r *http.Request, who auth.Claims) {
	letter := "Dear {{.To}},\n\n" + r.FormValue("message") + "\n\nWith the compliments of {{.Shop.Name}}\n{{.Seal}}"
	card, err := template.New("card").Parse(letter)
	if err != nil {
		s.fail(w, err)
		return
	}
	seal, err := s.sealer.Card(who.Email)
	if err != nil {
		s.fail(w, err)
		return
	}
	var text strings.Builder
	err = card.Execute(&text, map[string]any{"To": r.FormValue("to"), "Seal": seal, "Shop": s.cfg})
	if err != nil {
		s.fail(w, err)
		return
	}
	s.text(w, text.String())
}
