//go:build collector

// Command collector measures what a processor costs a whole Collector: Collectors that
// differ in their processor are processes of their own and take log records by OTLP, one
// after the other in each round. It writes Markdown: the time of the processors for a
// million records, by getrusage.
//
//	go run -tags collector ./cmd/collector
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.opentelemetry.io/collector/pdata/plog/plogotlp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/tacit-go/tacit/bench/internal/report"
)

func main() {
	rounds := flag.Int("rounds", 9, "rounds, of which the median counts")
	records := flag.Int("records", 400_000, "log records a round for each Collector")
	out := flag.String("out", filepath.Join("results", "collector.md"), "file for the report")
	be := flag.String("processor", "", "be a Collector with this processor; what the command starts itself with")
	addr := flag.String("addr", "", "address of that Collector")
	flag.Parse()
	err := error(nil)
	if *be != "" {
		err = serve(*be, *addr)
	} else {
		err = compare(*rounds, *records, *out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "collector:", err)
		os.Exit(1)
	}
}

// cases are the Collectors. The first one is what the others are compared with.
var cases = []struct{ processor, title string }{
	{"", "no processor"},
	{"tacit", "`tacit`, as it comes"},
	{"redaction", "`redaction` of opentelemetry-collector-contrib, all switched on, ten expressions"},
}

// perBatch is the number of records in a request.
const perBatch = 1000

func compare(rounds, records int, out string) error {
	var all []*child
	defer func() {
		for _, c := range all {
			c.end()
		}
	}()
	for _, c := range cases {
		p, err := start(c.processor)
		if err != nil {
			return err
		}
		all = append(all, p)
	}
	used := make([][]float64, len(all)) // µs a record, by case and round
	for round := range rounds + 1 {
		for i, c := range all {
			us, err := c.load(records)
			if err != nil {
				return err
			}
			if round > 0 { // the first one warms up
				used[i] = append(used[i], us)
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# A whole Collector\n\n%s, %s; log records of 190 bytes with 5 attributes, one in ten with a token, %d in a request over OTLP/gRPC, handed to an exporter that drops them. "+
		"Each Collector is a process of its own, and what counts is its time of the processors (getrusage). Medians of %d rounds of %d records.\n\n",
		time.Now().Format(time.DateOnly), report.Machine(), perBatch, rounds, records)
	b.WriteString("| | processor s for a million records | added, µs a record | least and most |\n|---|--:|--:|--:|\n")
	for i, c := range cases {
		added := "–"
		if i > 0 {
			// What disturbs the machine disturbs both sides of a round.
			diff := make([]float64, rounds)
			for k := range diff {
				diff[k] = used[i][k] - used[0][k]
			}
			added = fmt.Sprintf("%.2f", median(diff))
		}
		fmt.Fprintf(&b, "| %s | %.2f | %s | %.2f to %.2f |\n", c.title, median(used[i]), added, slices.Min(used[i]), slices.Max(used[i]))
	}
	fmt.Print(b.String())
	return os.WriteFile(out, []byte(b.String()), 0o644)
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

// A child is a Collector in a process of its own. It tells the time that it has used
// for each line that it is sent.
type child struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Scanner
	conn *grpc.ClientConn
}

func start(processor string) (*child, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().String()
	_ = l.Close()
	if processor == "" {
		processor = none
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &child{cmd: exec.Command(self, "-processor", processor, "-addr", addr)}
	c.cmd.Stderr = os.Stderr
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.out = bufio.NewScanner(stdout)
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	c.conn, err = grpc.NewClient(addr, grpc.WithTransportCredentials(insecure.NewCredentials()))
	return c, err
}

func (c *child) end() {
	_ = c.in.Close()
	_ = c.cmd.Wait()
	if c.conn != nil {
		_ = c.conn.Close()
	}
}

// used returns the time of the processors that the Collector has used.
func (c *child) used() (d time.Duration, err error) {
	if _, err := fmt.Fprintln(c.in); err != nil {
		return 0, err
	}
	if !c.out.Scan() {
		return 0, fmt.Errorf("a Collector has ended: %w", io.ErrUnexpectedEOF)
	}
	_, err = fmt.Sscan(c.out.Text(), &d)
	return d, err
}

// load sends records and returns what one has cost, in µs.
func (c *child) load(records int) (us float64, err error) {
	client := plogotlp.NewGRPCClient(c.conn)
	req := plogotlp.NewExportRequestFromLogs(batch(perBatch))
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	if _, err := client.Export(ctx, req, grpc.WaitForReady(true)); err != nil {
		return 0, err
	}
	before, err := c.used()
	if err != nil {
		return 0, err
	}
	for range records / perBatch {
		if _, err := client.Export(ctx, req); err != nil {
			return 0, err
		}
	}
	after, err := c.used()
	return float64((after - before).Nanoseconds()) / 1e3 / float64(records/perBatch*perBatch), err
}
