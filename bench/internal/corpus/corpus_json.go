package corpus

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// A writer compiles the lines of an application into functions that append one.
type writer func(a app) []func(dst []byte, g *gen) []byte

func each(a app, line func(r record) func([]byte, *gen) []byte) []func([]byte, *gen) []byte {
	var fns []func([]byte, *gen) []byte
	for _, l := range a.lines {
		fns = append(fns, line(parseRecord(l)))
	}
	return fns
}

// jsonWriter returns a writer for one JSON logger. head is a template of the
// line's beginning, with %[1]s for the level and %[2]s for the application;
// message is the name of the message's field.
func jsonWriter(head, message string, tail string) writer {
	return func(a app) []func([]byte, *gen) []byte {
		return each(a, func(r record) func([]byte, *gen) []byte {
			slug, _, _ := strings.Cut(a.name, " (")
			start := parse(fmt.Sprintf(head, r.level, strings.ReplaceAll(slug, " ", "-")))
			msg := strconv.Quote(message) + ":"
			return func(dst []byte, g *gen) []byte {
				dst = start.append(dst, g)
				dst = append(dst, msg...)
				dst = quoted(dst, r.message, g)
				for i, name := range r.names {
					dst = append(dst, ',')
					dst = strconv.AppendQuote(dst, name)
					dst = append(dst, ':')
					if r.values[i].number() {
						dst = r.values[i].append(dst, g)
					} else {
						dst = quoted(dst, r.values[i], g)
					}
				}
				return append(dst, tail...)
			}
		})
	}
}

// quoted appends a value as a JSON string.
func quoted(dst []byte, t template, g *gen) []byte {
	at := len(dst) + 1
	dst = t.append(append(dst, '"'), g)
	for _, b := range dst[at:] {
		if b == '"' || b == '\\' || b < ' ' {
			text, err := json.Marshal(string(dst[at:]))
			if err != nil {
				panic(err)
			}
			return append(dst[:at-1], text...)
		}
	}
	return append(dst, '"')
}

var (
	slogJSON    = jsonWriter(`{"time":"{ts}","level":"%[1]s",`, "msg", "}")
	zapJSON     = jsonWriter(`{"level":"%[1]s","ts":{epoch},"logger":"%[2]s","caller":"{caller}",`, "msg", "}")
	zerologJSON = jsonWriter(`{"level":"%[1]s","service":"%[2]s","time":"{ts}",`, "message", "}")
	ecsJSON     = jsonWriter(`{"@timestamp":"{ts}","log.level":"%[1]s","service.name":"%[2]s","ecs.version":"8.11",`, "message", "}")
	gcpJSON     = jsonWriter(`{"severity":"%[1]s","timestamp":"{ts}","resource":{"labels":{"pod":"%[2]s-{suffix}","zone":"europe-west3-b"}},`, "message", "}")
	bunyanJSON  = jsonWriter(`{"name":"%[2]s","hostname":"{host}","pid":{pid},"level":%[1]s,`, "msg", `,"v":0}`)
)
