// Package std has the sinks of the standard library.
package std

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"expvar"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"runtime/pprof"
	"strings"
)

type config struct {
	Host     string
	Password string
}

type outer struct {
	Name string
	DB   *config
	Sub  config
}

func printed(password string, cfg config, l *log.Logger) {
	fmt.Println(password)                          // want `password flows into fmt.Println \(secret by its name\)`
	fmt.Printf("%s %d\n", password, len(password)) // want `password flows into fmt.Printf`
	fmt.Printf("%T %[1]T", password)
	fmt.Printf("%[2]s %[1]d", 1, password)                   // want `password flows into fmt.Printf`
	fmt.Printf("%*d %q", 3, 4, password)                     // want `password flows into fmt.Printf`
	fmt.Printf("100%% %v", password)                         // want `password flows into fmt.Printf`
	fmt.Printf("no verb", password)                          // want `password flows into fmt.Printf`
	log.Print("x: " + password)                              // want `password flows into log.Print`
	log.Fatalf("%+v", cfg)                                   // want `config.Password flows into log.Fatalf \(secret inside\)`
	log.Printf("%v", &cfg)                                   // want `config.Password flows into log.Printf`
	l.Println([]config{cfg})                                 // want `config.Password flows into Logger.Println`
	log.Println(outer{Sub: cfg})                             // want `outer.Sub with config.Password flows into log.Println`
	log.Print(cfg.Host, password == "", password != "other") // nothing of it is shown
	fmt.Fprintf(os.Stderr, "%s", cfg.Password)               // want `cfg.Password flows into fmt.Fprintf to os.Stderr`
	fmt.Fprintln(log.Writer(), password)                     // want `password flows into fmt.Fprintln to log.Writer`
	log.Printf("%s...%s", password[:4], password[len(password)-4:])
	log.Printf("%s", password[:12]) // want `password flows into log.Printf`
}

func structured(ctx context.Context, password, value string, cfg config, o *outer, l *slog.Logger) { // want structured:`sink:slog.Info`
	slog.Info("login", "password", value)                        // want `the value of password flows into slog.Info \(secret by its key\)`
	slog.Info("login", "user", value)                            //
	slog.Info("login "+password, "user", value)                  // want `password flows into slog.Info`
	slog.InfoContext(ctx, "login", slog.String("x", password))   // want `password flows into slog.String`
	slog.Log(ctx, slog.LevelInfo, "m", "cfg", cfg)               // want `config.Password flows into slog.Log`
	l.With("cfg", o).Info("m")                                   // want `outer.DB with config.Password flows into Logger.With`
	slog.Any("api_key", value)                                   // want `the value of api_key flows into slog.Any`
	slog.Group("g", "a", password)                               // want `password flows into slog.Group`
	slog.Info("m", slog.Int("password_length", len(password)))   //
	slog.Info("m", "password", "[hidden]", "password_set", true) //
}

func failing(password string) error {
	if password == "" {
		return errors.New("no password")
	}
	if len(password) > 3 {
		return errors.New("bad " + password) // want `password flows into errors.New`
	}
	err := fmt.Errorf("bad password %q", password) // want `password flows into fmt.Errorf`
	if err != nil {
		panic("password " + password) // want `password flows into panic`
	}
	return fmt.Errorf("wrapped: %w", err)
}

type loginError struct{ token, password string }

func (e *loginError) Error() string { // want Error:`secret:e.password`
	return "cannot use " + e.password // want `e.password flows into the text of an error`
}

func web(w http.ResponseWriter, r *http.Request, apiKey string, cfg config) {
	http.Error(w, "bad key "+apiKey, 400) // want `apiKey flows into http.Error`
	fmt.Fprintf(w, "key %s", apiKey)      // want `apiKey flows into fmt.Fprintf to an HTTP response`
	w.Write([]byte(apiKey))               // want `apiKey flows into an HTTP response`
	io.WriteString(w, apiKey)             // want `apiKey flows into an HTTP response`
	json.NewEncoder(w).Encode(cfg)        // want `config.Password flows into JSON to an HTTP response`
	enc := json.NewEncoder(w)
	enc.Encode(&cfg)                                              // want `config.Password flows into JSON to an HTTP response`
	log.Println(r.Header)                                         // want `a whole http.Header flows into log.Println \(it holds credentials\)`
	log.Printf("%v", r)                                           // want `a whole http.Request flows into log.Printf`
	log.Print(r.Header.Get("Authorization"), r.Header.Get("Age")) // want `the value of Authorization flows into log.Print`
	log.Print(r.Header["Cookie"], r.Header["Age"])                // want `the value of Cookie flows into log.Print`
	log.Print(r.FormValue("password"))                            // want `the value of password flows into log.Print`
	log.Print(r.URL.Query().Get("token"), r.FormValue("key"))     // want `the value of token flows into log.Print`
	log.Print(r.PathValue("token"), r.PathValue("id"))            // want `the value of token flows into log.Print`
	for k, v := range r.Header {
		log.Println(k, v) // want `a whole http.Header flows into log.Println`
	}
	dump, _ := httputil.DumpRequest(r, true)
	log.Printf("%s", dump) // want `httputil.DumpRequest flows into log.Printf`
	_, pass, _ := r.BasicAuth()
	log.Print(pass) // want `the password of BasicAuth flows into log.Print`
	c, _ := r.Cookie("id")
	log.Print(c.Value, c.Name) // want `c.Value flows into log.Print`
	log.Print(r.Method, r.URL.Path, len(r.Header))
	conn := new(bytes.Buffer)
	fmt.Fprintf(conn, "AUTH %s", apiKey) // to a peer
}

func process(ctx context.Context, password string, u *url.URL) {
	exec.Command("psql", "-W", password)                            // want `password flows into exec.Command`
	cmd := exec.CommandContext(ctx, "psql", "--password="+password) // want `password flows into exec.CommandContext`
	cmd.Args = append(cmd.Args, password)                           // want `password flows into Cmd.Args`
	cmd.Env = append(cmd.Env, "PGPASSWORD="+password)
	os.Setenv("PGPASSWORD", password)    // want `password flows into os.Setenv`
	flag.String("pw", password, "usage") // want `password flows into flag.String`
	var own config
	flag.StringVar(&own.Password, "pw", own.Password, "usage")
	flag.StringVar(&own.Host, "pw", password, "usage")                // want `password flows into flag.StringVar`
	pprof.Labels("user", password)                                    // want `password flows into pprof.Labels`
	_ = context.WithValue(ctx, config{}, password)                    // want `password flows into context.WithValue`
	new(expvar.String).Set(password)                                  // want `password flows into String.Set`
	expvar.Publish("pw", expvar.Func(func() any { return password })) // want `password flows into expvar`
	log.Print(os.Getenv("DB_PASSWORD"), os.Getenv("HOME"))            // want `the value of DB_PASSWORD flows into log.Print`
	log.Println(os.Environ())                                         // want `the environment flows into log.Println`
	pw := flag.String("password", "", "usage")
	log.Print(*pw) // want `the value of password flows into log.Print`
	u.User = url.UserPassword("me", password)
	log.Println(u.User) // want `flows into log.Println`
	q := url.Values{}
	q.Set("user", password)
	log.Print(q.Encode()) // want `password flows into log.Print`
}

func derived(password string) {
	b := []byte(password)
	log.Printf("%x", b)                                            // want `password flows into log.Printf`
	log.Print(base64.StdEncoding.EncodeToString([]byte(password))) // want `password flows into log.Print`
	log.Print(strings.ToUpper(strings.TrimSpace(password)))        // want `password flows into log.Print`
	msg := fmt.Sprintf("user=%s", password)
	log.Print(msg) // want `password flows into log.Print`
	var sb strings.Builder
	sb.WriteString("x")
	sb.WriteString(password)
	log.Print(sb.String()) // want `password flows into log.Print`
	parts := []string{"a", password}
	log.Print(strings.Join(parts, ",")) // want `password flows into log.Print`
	m := map[string]any{"k": password}
	log.Print(m) // want `password flows into log.Print`
	var x any = config{Password: password}
	log.Print(x) // want `config.Password flows into log.Print`
	ch := make(chan string, 1)
	ch <- password
	log.Print(<-ch) // want `password flows into log.Print`
	if s, ok := x.(string); ok {
		_ = s
	}
	n := struct{ note string }{note: password}
	log.Print(n.note) // want `password flows into log.Print`
	j, _ := json.Marshal(config{})
	log.Printf("%s", j) // want `config.Password flows into log.Printf`
	password = "***"
	log.Print(password)
}
