package x

import (
	"database/sql"
	"fmt"
	"net/http"
)

const (
	A Color = iota
	B
)

type Color int

type T struct {
	Name string `json:"name"`
	*sql.DB
}

var db, err = sql.Open("sqlite", "x")

func init() { fmt.Println(db) }

func (t *T) find(w http.ResponseWriter, r *http.Request) (res string, err error) {
	q := "SELECT '" + r.FormValue("q") + "'"
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("x %v", e)
		}
	}()
	rows, err := t.Query(q)
	if err != nil {
		return "", err
	}
	defer rows.Close()
outer:
	for i := 0; i < 10; i++ {
		for k, v := range map[string][]int{"a": {1, 2}} {
			switch {
			case k == "x", v == nil:
				continue outer
			case k == "y":
				fallthrough
			default:
				break outer
			}
		}
		go func() { println(i) }()
	}
	m, ok := rows.m["x"].(string)
	x := []T{{Name: "a"}, {"b", nil}}
	x[0].Name, m = m, x[0].Name
	var c struct{ a, b int }
	p := &c
	p.a++
	switch y := any(p).(type) {
	case nil:
	case int, string:
		_ = y
	case *T:
		y.find(w, r)
	}
	select {
	case v := <-ch:
		_ = v
	case ch <- 1:
	default:
		return
	}
again:
	if ok {
		goto again
	}
	b := append([]byte("a"), m...)
	_ = f[int](b, x[1:2]...)
	return string(b), nil
}
