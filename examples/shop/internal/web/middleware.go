package web

import (
	"net/http"
	"strings"

	"example.org/shop/internal/auth"
)

type authed func(w http.ResponseWriter, r *http.Request, who auth.Claims)

func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.log.Printf("%s %q", r.Method, r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

func (s *Server) user(next authed) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie(auth.TokenCookie)
		if err != nil {
			s.message(w, http.StatusUnauthorized, "Please log in", "This page is for customers.")
			return
		}
		who, err := s.signer.Verify(cookie.Value)
		if err != nil {
			s.message(w, http.StatusUnauthorized, "Please log in", "Your session has ended.")
			return
		}
		next(w, r, who)
	}
}

func (s *Server) admin(next http.HandlerFunc) http.HandlerFunc {
	return s.user(func(w http.ResponseWriter, r *http.Request, who auth.Claims) {
		if who.Role != "admin" {
			s.message(w, http.StatusForbidden, "Staff only", "This page is for the staff of the shop.")
			return
		}
		next(w, r)
	})
}

func (s *Server) startSession(w http.ResponseWriter, token string) {
	http.SetCookie(w, &http.Cookie{Name: auth.TokenCookie, Value: token, Path: "/", SameSite: http.SameSiteLaxMode})
}

// remember keeps what the visitor last looked at.
func (s *Server) remember(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: 3600,
		HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode,
	})
}

// localPath returns path when it leads to a page of the shop, else the home page.
func localPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}
