// Package web is the shop's HTTP face: catalogue, accounts and back office.
package web

import (
	"embed"
	"fmt"
	"html/template"
	"log"
	"net/http"
	"path/filepath"

	"example.org/shop/internal/auth"
	"example.org/shop/internal/mail"
	"example.org/shop/internal/media"
	"example.org/shop/internal/store"
)

//go:embed templates/*.html
var files embed.FS

// Config says how a shop is set up.
type Config struct {
	Name          string
	Data          string
	Supplier      string
	SupplierToken string
	HookSecret    string
	SMTP          string
	SigningKey    []byte
}

// Server answers the shop's requests.
type Server struct {
	cfg    Config
	store  *store.Store
	lib    media.Library
	remote *media.Remote
	out    *mail.Outbox
	signer *auth.Signer
	sealer *auth.Sealer
	pages  *template.Template
	log    *log.Logger
}

// New returns the handler of a shop.
func New(cfg Config, st *store.Store, logger *log.Logger) (http.Handler, error) {
	pages, err := template.New("").Funcs(template.FuncMap{"price": price, "rich": rich}).ParseFS(files, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("parse templates: %w", err)
	}
	s := &Server{
		cfg:    cfg,
		store:  st,
		lib:    media.Library{Data: cfg.Data},
		remote: media.NewRemote(),
		out:    &mail.Outbox{Server: cfg.SMTP, Dir: filepath.Join(cfg.Data, "outbox")},
		signer: auth.NewSigner(cfg.SigningKey),
		sealer: auth.NewSealer(cfg.SigningKey),
		pages:  pages,
		log:    logger,
	}
	return s.logged(s.routes()), nil
}

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /products", s.listProducts)
	mux.HandleFunc("GET /products/{id}", s.showProduct)
	mux.HandleFunc("POST /products/{id}/reviews", s.addReview)
	mux.HandleFunc("GET /search", s.search)
	mux.HandleFunc("GET /api/compare", s.compare)
	mux.HandleFunc("GET /api/suggest", s.suggest)
	mux.HandleFunc("GET /out", s.leave)
	mux.HandleFunc("GET /files/manuals", s.serve(s.lib.Manual))
	mux.HandleFunc("GET /files/pictures", s.serve(s.lib.Picture))
	mux.HandleFunc("POST /contact", s.contact)
	mux.HandleFunc("POST /hooks/payment", s.paymentHook)

	mux.HandleFunc("POST /register", s.register)
	mux.HandleFunc("POST /login", s.login)
	mux.HandleFunc("POST /forgot", s.forgot)
	mux.HandleFunc("POST /reset", s.reset)
	mux.HandleFunc("GET /account/orders", s.user(s.listOrders))
	mux.HandleFunc("POST /account/orders", s.user(s.placeOrder))
	mux.HandleFunc("GET /account/invoice", s.user(s.invoice))
	mux.HandleFunc("POST /account/gift", s.user(s.gift))

	mux.HandleFunc("GET /admin", s.admin(s.dashboard))
	mux.HandleFunc("POST /admin/products", s.admin(s.importProducts))
	mux.HandleFunc("POST /admin/notice", s.admin(s.notice))
	mux.HandleFunc("POST /admin/pictures", s.admin(s.uploadPicture))
	mux.HandleFunc("POST /admin/pictures/zip", s.admin(s.unzip(s.lib.Unpack)))
	mux.HandleFunc("POST /admin/pictures/fetch", s.admin(s.fetchPicture))
	mux.HandleFunc("POST /admin/manuals/zip", s.admin(s.unzip(s.lib.Restore)))
	mux.HandleFunc("GET /admin/rates", s.admin(s.rates))
	mux.HandleFunc("GET /admin/stock", s.admin(s.stock))
	mux.HandleFunc("GET /admin/labels/{product}", s.admin(s.label))
	mux.HandleFunc("POST /admin/exports", s.admin(s.makeExport))
	mux.HandleFunc("GET /admin/exports/{name}", s.admin(s.getExport))
	mux.HandleFunc("GET /admin/exports/{name}/size", s.admin(s.exportSize))
	mux.HandleFunc("POST /admin/customers", s.admin(s.exportCustomers))
	mux.HandleFunc("GET /admin/sales", s.admin(s.sales))
	mux.HandleFunc("/", s.notFound)
	return mux
}

func price(cents int) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }
