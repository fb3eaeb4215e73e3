package main

import (
	"encoding/base64"
	"io"
	"net/http"
	"strings"
)

// Every secret is made up, and split so that no scanner takes it for a real one.
const (
	bearer       = "7Qx2mZ0c" + "Lr9VtB4nKe6W"
	queryToken   = "9f2c4e11d0aa" + "47b58c3e"
	cookie       = "s%3A" + "Zk3vQ81xRtLw"
	password     = "correct horse " + "battery"
	dbPassword   = "hunter2" + "-prod"
	mailKey      = "m-4f1d" + "90ce77ab"
	jwt          = "eyJhbGciOiJIUzI1NiJ9" + "." + "eyJzdWIiOjF9" + "." + "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_w"
	warehouseKey = "zK7quartz" + "-lemon41"
	payKey       = "sk_" + "test_0000EXAMPLE0000EXAMPLE"
)

// warehouseEcho is how the warehouse sends its key back.
var warehouseEcho = base64.StdEncoding.EncodeToString([]byte("shop:" + warehouseKey))

// secrets is what the lines without Tacit show, one of each call.
var secrets = []string{bearer, queryToken, cookie, password, dbPassword, mailKey, jwt, warehouseEcho[8:], payKey}

// A call is one request to the service and the place of its secret.
type call struct {
	title        string
	method, path string
	body         string
	header       http.Header
}

var calls = []call{
	{title: "Authorization header", path: "/orders", header: http.Header{"Authorization": {"Bearer " + bearer}}},
	{title: "token in a query", path: "/callback?state=ok&access_token=" + queryToken},
	{title: "cookie", path: "/cart", header: http.Header{"Cookie": {"sid=" + cookie + "; theme=dark"}}},
	{title: "password in a JSON body", method: "POST", path: "/login", body: `{"user":"ada","password":"` + password + `"}`},
	{title: "connection string in an error", path: "/report"},
	{title: "struct printed with %+v", path: "/config"},
	{title: "JWT in a message", path: "/me?t=" + jwt},
	{title: "live secret, base64-encoded", path: "/stock"},
	{title: "recovered panic", path: "/pay"},
}

func (c call) do(client *http.Client, base string) error {
	req, err := http.NewRequest(c.method, base+c.path, strings.NewReader(c.body))
	if err != nil {
		return err
	}
	for name, values := range c.header {
		req.Header[name] = values
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
