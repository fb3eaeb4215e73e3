package vault

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
)

type client struct {
	config Config
	base   *url.URL
	http   *http.Client
}

func newClient(c Config, base *url.URL) client {
	h := c.Client
	if h == nil {
		h = &http.Client{Timeout: timeout, CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if r.URL.Host != via[0].URL.Host || r.URL.Scheme != via[0].URL.Scheme || len(via) > 3 {
				return http.ErrUseLastResponse
			}
			return nil
		}}
	}
	return client{c, base, h}
}

// statusError is an answer of Vault that is none of success.
type statusError int

func (e statusError) Error() string {
	return fmt.Sprintf("status %d %s", int(e), http.StatusText(int(e)))
}

// response is what is used of Vault's answers.
type response struct {
	LeaseID       string          `json:"lease_id"`
	LeaseDuration int64           `json:"lease_duration"` // seconds
	Renewable     bool            `json:"renewable"`
	Data          json.RawMessage `json:"data"`

	fields []field
	owner  string
}

type field struct {
	key   string
	value []byte
}

// maxLease bounds what is believed of a lease.
const maxLease = 10 * 365 * 24 * time.Hour

func (r *response) duration() time.Duration {
	return min(time.Duration(min(r.LeaseDuration, int64(maxLease/time.Second)))*time.Second, maxLease)
}

// clear clears what holds values.
func (r *response) clear() {
	clear(r.Data)
	for _, f := range r.fields {
		clear(f.value)
	}
}

// get reads a secret, of the key-value store or not.
func (c *client) get(ctx context.Context, path string) (*response, error) {
	status, r, err := c.do(ctx, http.MethodGet, path, nil)
	if err != nil {
		return nil, err
	}
	var kv struct {
		Data     json.RawMessage `json:"data"`
		Metadata *struct {
			Deleted string `json:"deletion_time"`
			Destroy bool   `json:"destroyed"`
			Custom  struct {
				Owner string `json:"owner"`
			} `json:"custom_metadata"`
		} `json:"metadata"`
	}
	data := r.Data
	if strings.Contains(path, "/data/") && json.Unmarshal(r.Data, &kv) == nil && kv.Metadata != nil {
		defer clear(kv.Data)
		if data = kv.Data; status == http.StatusNotFound && (kv.Metadata.Deleted != "" || kv.Metadata.Destroy) {
			return r, nil // no values any more
		}
		r.owner = kv.Metadata.Custom.Owner
	}
	if status != http.StatusOK {
		r.clear()
		return nil, statusError(status)
	}
	if r.fields, err = fields(data); err != nil {
		r.clear()
		return nil, err
	}
	return r, nil
}

// renew asks for d more of a lease.
func (c *client) renew(ctx context.Context, id string, d time.Duration) (*response, error) {
	body, err := json.Marshal(map[string]any{"lease_id": id, "increment": int64(d / time.Second)})
	if err != nil {
		return nil, err
	}
	status, r, err := c.do(ctx, http.MethodPut, "sys/leases/renew", body)
	if err != nil {
		return nil, err
	}
	if status != http.StatusOK {
		r.clear()
		return nil, statusError(status)
	}
	return r, nil
}

// do makes a request. Errors tell neither the URL, which they often hold, nor what was
// answered.
func (c *client) do(ctx context.Context, method, path string, body []byte) (int, *response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base.JoinPath("v1", path).String(), bytes.NewReader(body))
	if err != nil {
		return 0, nil, errors.New("the request cannot be made")
	}
	token, err := c.token()
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("X-Vault-Token", token)
	req.Header.Set("X-Vault-Request", "true")
	if c.config.Namespace != "" {
		req.Header.Set("X-Vault-Namespace", c.config.Namespace)
	}
	answer, err := c.http.Do(req)
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) {
			err = u.Err
		}
		return 0, nil, err
	}
	defer answer.Body.Close()
	buf := make([]byte, MaxResponse+1)
	defer func() { clear(buf) }()
	n, err := io.ReadFull(answer.Body, buf)
	switch {
	case err == nil:
		return 0, nil, errors.New("the response is too long")
	case err != io.ErrUnexpectedEOF && err != io.EOF:
		return 0, nil, errors.New("the response broke off")
	}
	r := new(response)
	if json.Unmarshal(buf[:n], r) != nil && answer.StatusCode == http.StatusOK {
		r.clear()
		return 0, nil, errors.New("the response is not JSON of Vault")
	}
	return answer.StatusCode, r, nil
}

func (c *client) token() (string, error) {
	if c.config.TokenFile == "" {
		return string(c.config.Token.Reveal()), nil
	}
	f, err := os.Open(c.config.TokenFile)
	if err != nil {
		return "", errors.New("the token file cannot be read")
	}
	defer f.Close()
	buf := make([]byte, MaxToken+1)
	defer clear(buf)
	switch n, err := io.ReadFull(f, buf); {
	case err == nil:
		return "", errors.New("the token file is too long")
	case err != io.ErrUnexpectedEOF && err != io.EOF:
		return "", errors.New("the token file cannot be read")
	default:
		buf = buf[:n]
	}
	token := string(bytes.TrimSpace(buf))
	if token == "" || strings.ContainsAny(token, "\r\n") {
		return "", errors.New("the token file holds no token")
	}
	return token, nil
}

// fields returns the strings of an object, and as JSON the objects and arrays, in the
// order of their keys. Numbers, booleans and null are no secrets.
func fields(data []byte) ([]field, error) {
	var raw map[string]json.RawMessage
	if json.Unmarshal(data, &raw) != nil {
		return nil, errors.New("the response has no data")
	}
	var out []field
	for key, v := range raw {
		switch {
		case v[0] == '"':
			if s := unquote(v); len(bytes.TrimSpace(s)) > 0 {
				out = append(out, field{key, s})
			}
		case v[0] == '{' || v[0] == '[':
			out = append(out, field{key, bytes.Clone(v)})
		}
		clear(v)
	}
	slices.SortFunc(out, func(a, b field) int { return strings.Compare(a.key, b.key) })
	return out, nil
}
