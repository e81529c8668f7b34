package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"example.org/shop/internal/auth"
)

// ErrTaken is returned for an address that already has an account.
var ErrTaken = errors.New("address already has an account")

// User is a customer or an administrator.
type User struct {
	ID    int
	Email string
	Role  string
}

// AddUser creates an account.
func (s *Store) AddUser(email, password, role string) (User, error) {
	salt := auth.NewSalt()
	res, err := s.db.Exec(`INSERT INTO users (email, salt, password, role) VALUES (?, ?, ?, ?)`,
		email, salt, auth.HashPassword(salt, password), role)
	if err != nil {
		if strings.Contains(err.Error(), "UNIQUE") {
			return User{}, ErrTaken
		}
		return User{}, fmt.Errorf("add user: %w", err)
	}
	id, err := res.LastInsertId()
	return User{ID: int(id), Email: email, Role: role}, err
}

// Login returns the user when the password is right, else ErrNotFound.
func (s *Store) Login(email, password string) (User, error) {
	var u User
	var salt, hash string
	err := s.db.QueryRow(`SELECT id, email, role, salt, password FROM users WHERE email = ?`, email).
		Scan(&u.ID, &u.Email, &u.Role, &salt, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return User{}, ErrNotFound
	}
	if err != nil {
		return User{}, fmt.Errorf("login: %w", err)
	}
	if !auth.CheckPassword(salt, password, hash) {
		return User{}, ErrNotFound
	}
	return u, nil
}

// SetReset stores the code with which a user may choose a new password.
func (s *Store) SetReset(email, code string) error {
	res, err := s.db.Exec(`UPDATE users SET reset = ? WHERE email = ?`, code, email)
	if err != nil {
		return fmt.Errorf("set reset code: %w", err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return ErrNotFound
	}
	return nil
}

// ResetPassword changes the password of the user who holds the code.
func (s *Store) ResetPassword(email, code, password string) error {
	salt := auth.NewSalt()
	res, err := s.db.Exec(`UPDATE users SET salt = ?, password = ?, reset = ''
		WHERE email = ? AND reset = ? AND reset <> ''`, salt, auth.HashPassword(salt, password), email, code)
	if err != nil {
		return fmt.Errorf("reset password: %w", err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return ErrNotFound
	}
	return nil
}

// Customers returns the addresses of all customers.
func (s *Store) Customers() ([]User, error) {
	rows, err := s.db.Query(`SELECT id, email, role FROM users ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("list customers: %w", err)
	}
	defer rows.Close()
	var out []User
	for rows.Next() {
		var u User
		if err := rows.Scan(&u.ID, &u.Email, &u.Role); err != nil {
			return nil, fmt.Errorf("read customer: %w", err)
		}
		out = append(out, u)
	}
	return out, rows.Err()
}
