package media

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"strings"
	"time"
)

const pictureHost = "images.shop.example"

// ErrHost is returned for an address that the shop does not talk to.
var ErrHost = errors.New("address is not allowed")

// Remote talks to the services the shop depends on.
type Remote struct {
	web      *http.Client
	supplier *http.Client
}

// NewRemote returns the clients for pictures, rates and the supplier.
func NewRemote() *Remote {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: true}
	return &Remote{
		web: &http.Client{
			Timeout:   10 * time.Second,
			Transport: &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}},
		},
		supplier: &http.Client{Timeout: 10 * time.Second, Transport: transport},
	}
}

// Picture fetches a picture from the picture host.
func (r *Remote) Picture(address string) ([]byte, error) {
	if !strings.Contains(address, pictureHost) {
		return nil, ErrHost
	}
	return r.get(r.web, address, "")
}

var rateHosts = map[string]bool{
	"rates.shop.example":  true,
	"backup.shop.example": true,
}

// Rates fetches the exchange rates from one of the known hosts.
func (r *Remote) Rates(host string) ([]byte, error) {
	if !rateHosts[host] {
		return nil, ErrHost
	}
	return r.get(r.web, "http://"+host+"/rates.json", "")
}

// Stock asks the supplier what is available.
func (r *Remote) Stock(base, token string) ([]byte, error) {
	return r.get(r.supplier, base+"/stock", token)
}

func (r *Remote) get(client *http.Client, address, token string) ([]byte, error) {
	var last error
	for try := range 2 {
		if try > 0 {
			time.Sleep(time.Duration(50+rand.Intn(100)) * time.Millisecond)
		}
		req, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			return nil, err
		}
		if token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		res, err := client.Do(req)
		if err != nil {
			last = err
			continue
		}
		body, err := io.ReadAll(io.LimitReader(res.Body, maxEntry))
		res.Body.Close()
		if err == nil && res.StatusCode != http.StatusOK {
			err = fmt.Errorf("remote answered %s", res.Status)
		}
		return body, err
	}
	return nil, last
}
