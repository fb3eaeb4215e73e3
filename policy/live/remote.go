package live

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/tacit-go/tacit/policy"
)

// A Remote is a layer that a server has. The document must have a serial; with each change
// it grows. Next to it lies its signature: Ed25519 over the bytes of the document, as 64
// bytes or in base64, as "openssl pkeyutl -sign -rawin" makes it.
type Remote struct {
	// URL is that of the document, Signature that of its signature; the default is URL
	// with ".sig" behind its path. Both begin with https.
	URL, Signature string
	// Key is the public key.
	Key ed25519.PublicKey
	// Cache is the file of the last good document, written with mode 0600. Empty is
	// none: then a service that starts without the server starts without the layer.
	Cache string
	// Interval is how often the server is asked, with the ETag of the last answer. The
	// default is a minute, the least 10 ms.
	Interval time.Duration
	// Client is used as it is. The default gives up after 10 s, follows no redirect to
	// anything but https, and takes proxies from the environment.
	Client *http.Client
}

const maxSignature = 1 << 10

// remote is the state of a Remote.
type remote struct {
	cfg      Remote
	name     string // in errors
	interval time.Duration
	asking   sync.Mutex // one request at a time

	mu   sync.Mutex
	good signed
	etag string
	told string
}

// signed is a document whose signature holds.
type signed struct {
	Document, Signature []byte
	serial              int
}

func newRemote(cfg Remote) (*remote, error) {
	u, err := url.Parse(cfg.URL)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil, errors.New("live: Remote.URL must begin with https and have no user")
	}
	if cfg.Signature == "" {
		s := *u
		s.Path, s.RawPath = u.Path+".sig", ""
		cfg.Signature = s.String()
	}
	if s, err := url.Parse(cfg.Signature); err != nil || s.Scheme != "https" || s.Host == "" || s.User != nil {
		return nil, errors.New("live: Remote.Signature must begin with https and have no user")
	}
	if len(cfg.Key) != ed25519.PublicKeySize {
		return nil, fmt.Errorf("live: Remote.Key has %d bytes, want %d", len(cfg.Key), ed25519.PublicKeySize)
	}
	if cfg.Client == nil {
		cfg.Client = &http.Client{Timeout: 10 * time.Second, CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if req.URL.Scheme != "https" || len(via) > 5 {
				return errors.New("a redirect that is not followed")
			}
			return nil
		}}
	}
	if cfg.Interval == 0 {
		cfg.Interval = time.Minute
	}
	return &remote{cfg: cfg, name: u.Host + u.Path, interval: max(cfg.Interval, 10*time.Millisecond)}, nil
}

// problem is an error of the document as a whole.
func (r *remote) problem(remedy, text string) error {
	return &policy.Error{Problems: []policy.Problem{{File: r.name, Line: 1, Column: 1, Text: text, Remedy: remedy}}}
}

// layer returns the last good document.
func (r *remote) layer() (policy.Layer, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return policy.Layer{Name: r.name, Data: r.good.Document}, r.good.Document != nil
}

// news reports an error that is not the one before.
func (r *remote) news(err error) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := r.told
	r.told = err.Error()
	return r.told != before
}

// load reads the cache.
func (r *remote) load() error {
	if r.cfg.Cache == "" {
		return nil
	}
	f, err := os.Open(r.cfg.Cache)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("live: the cache of the remote layer: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 2*policy.MaxBytes))
	if err != nil {
		return fmt.Errorf("live: the cache of the remote layer: %w", err)
	}
	var s signed
	if json.Unmarshal(data, &s) != nil {
		return r.problem("remove it; it is written again", "the cache of the layer is damaged")
	}
	_, err = r.accept(s)
	return err
}

// accept takes a document if it is good and newer.
func (r *remote) accept(s signed) (changed bool, err error) {
	if !ed25519.Verify(r.cfg.Key, s.Document, s.Signature) {
		return false, r.problem("sign the bytes as they are served, with the key that belongs to Remote.Key", "bad signature")
	}
	p, err := policy.Parse(policy.Layer{Name: r.name, Data: s.Document})
	if err != nil {
		return false, err
	}
	s.serial = p.Serial()
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case s.serial == 0:
		return false, r.problem(`add "serial: 1"`, "serial is missing")
	case s.serial < r.good.serial:
		return false, r.problem("give it a larger serial", fmt.Sprintf("serial %d is older than %d, which is in force", s.serial, r.good.serial))
	case bytes.Equal(s.Document, r.good.Document):
		return false, nil
	case s.serial == r.good.serial:
		return false, r.problem("give it a larger serial", fmt.Sprintf("serial %d is in force with another document", s.serial))
	}
	r.good = s
	return true, nil
}

// fetch asks the server.
func (r *remote) fetch(ctx context.Context) (changed bool, err error) {
	r.asking.Lock()
	defer r.asking.Unlock()
	r.mu.Lock()
	etag := r.etag
	r.mu.Unlock()
	doc, etag, err := r.get(ctx, r.cfg.URL, etag, policy.MaxBytes)
	if err != nil || doc == nil {
		return false, err
	}
	sig, _, err := r.get(ctx, r.cfg.Signature, "", maxSignature)
	if err != nil {
		return false, err
	}
	if len(sig) != ed25519.SignatureSize {
		text := bytes.TrimSpace(sig)
		sig = make([]byte, base64.StdEncoding.DecodedLen(len(text)))
		n, err := base64.StdEncoding.Decode(sig, text)
		if err != nil {
			n = 0
		}
		sig = sig[:n]
	}
	s := signed{Document: doc, Signature: sig}
	if changed, err = r.accept(s); err != nil {
		return false, err
	}
	r.mu.Lock()
	r.etag, r.told = etag, ""
	r.mu.Unlock()
	if changed && r.cfg.Cache != "" {
		if err := write(r.cfg.Cache, s); err != nil {
			return true, fmt.Errorf("live: the cache of the remote layer: %w", err)
		}
	}
	return changed, nil
}

// get returns a body, or nil where nothing has changed.
func (r *remote) get(ctx context.Context, from, etag string, most int) (body []byte, tag string, err error) {
	fail := func(text string) ([]byte, string, error) {
		return nil, "", fmt.Errorf("live: %s: %s", r.name, text)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return fail("the request cannot be made")
	}
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	resp, err := r.cfg.Client.Do(req)
	if err != nil {
		return fail("the server cannot be reached")
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusNotModified && etag != "":
		return nil, etag, nil
	case resp.StatusCode != http.StatusOK:
		return fail(fmt.Sprintf("status %d", resp.StatusCode))
	case resp.Request.URL.Scheme != "https":
		return fail("the answer did not come over https")
	}
	body, err = io.ReadAll(io.LimitReader(resp.Body, int64(most)+1))
	if err != nil {
		return fail("the answer breaks off")
	}
	if len(body) > most {
		return fail(fmt.Sprintf("the answer has more than %d bytes", most))
	}
	return body, resp.Header.Get("ETag"), nil
}

// write replaces the cache.
func write(name string, s signed) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".policy-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
