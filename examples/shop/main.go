// Command shop is a small kitchenware shop: a catalogue with reviews, customer
// accounts and orders, and a back office for the people who run it.
package main

import (
	"flag"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"example.org/shop/internal/auth"
	"example.org/shop/internal/media"
	"example.org/shop/internal/store"
	"example.org/shop/internal/web"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "address to listen on")
	db := flag.String("db", "shop.db", "SQLite database file")
	data := flag.String("data", "data", "folder for manuals, invoices, media and exports")
	supplier := flag.String("supplier", "", "https address of the supplier's stock service")
	smtp := flag.String("smtp", "", "mail server; mails go to the outbox folder when empty")
	flag.Parse()
	if err := run(*addr, *db, *data, *supplier, *smtp); err != nil {
		log.Fatal(err)
	}
}

func run(addr, db, data, supplier, smtp string) error {
	if err := media.Prepare(data); err != nil {
		return err
	}
	logFile, err := os.OpenFile(filepath.Join(data, "shop.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer logFile.Close()
	logger := log.New(io.MultiWriter(os.Stderr, logFile), "", log.LstdFlags)

	st, err := store.Open(db)
	if err != nil {
		return err
	}
	defer st.Close()
	if err := st.Seed(os.Getenv("SHOP_ADMIN_PASSWORD")); err != nil {
		return err
	}
	handler, err := web.New(web.Config{
		Name:          "Copper & Clay",
		Data:          data,
		Supplier:      supplier,
		SupplierToken: os.Getenv("SHOP_SUPPLIER_TOKEN"),
		HookSecret:    os.Getenv("SHOP_HOOK_SECRET"),
		SMTP:          smtp,
		SigningKey:    auth.SigningKey(),
	}, st, logger)
	if err != nil {
		return err
	}
	logger.Printf("listening on %s", addr)
	server := &http.Server{Addr: addr, Handler: handler, ErrorLog: logger}
	return server.ListenAndServe()
}
