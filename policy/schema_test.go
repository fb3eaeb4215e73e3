package policy

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

var update = flag.Bool("update", false, "write schema.json")

func TestSchemaFile(t *testing.T) {
	if *update {
		if err := os.WriteFile("schema.json", Schema(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, Schema()) {
		t.Error("schema.json is not what Schema returns: go test -update writes it")
	}
}

// whole is a document with every key of the format.
func whole(t *testing.T) map[string]any {
	t.Helper()
	data, err := os.ReadFile("testdata/whole.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return jsonValue(doc).(map[string]any)
}

// jsonValue is a value as JSON has it, dates as text.
func jsonValue(v any) any {
	out, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	dec := json.NewDecoder(bytes.NewReader(bytes.ReplaceAll(out, []byte("T00:00:00Z"), nil)))
	dec.UseNumber()
	var x any
	if err := dec.Decode(&x); err != nil {
		panic(err)
	}
	return x
}

// variants calls f with v as it is after each of many small changes, and what was changed.
func variants(root any, f func(what string)) {
	var walk func(v any, path string, set func(any))
	walk = func(v any, path string, set func(any)) {
		try := func(what string, x any) {
			set(x)
			f(path + ": " + what)
			set(v)
		}
		for _, x := range []any{nil, "", "x", strings.Repeat("é", 5000), "a\x00b", "2026-12-31", 0, -1, 7, 1e15, math.MaxInt32, true, []any{}, []any{"x", "y"}, map[string]any{}, map[string]any{"zz": 1}, []any{map[string]any{}}} {
			try(fmt.Sprintf("%T", x), x)
		}
		switch v := v.(type) {
		case map[string]any:
			keys := make([]string, 0, len(v))
			for k := range v {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			for _, k := range keys {
				old := v[k]
				delete(v, k)
				f(path + ": without " + k)
				v[k+"x"] = old
				f(path + ": misspelt " + k)
				delete(v, k+"x")
				v[k] = old
				walk(old, path+"."+k, func(x any) { v[k] = x })
			}
		case []any:
			for i := range v {
				old := v[i]
				walk(old, fmt.Sprintf("%s[%d]", path, i), func(x any) { v[i] = x })
			}
			many := v
			for len(many) > 0 && len(many) < 1001 {
				many = slices.Concat(many, v)
			}
			try("many", many)
		case string:
			for _, x := range []string{v + "!", v + "\n", " " + v, strings.ToUpper(v), v + v} {
				try("text", x)
			}
		}
	}
	walk(root, "", func(any) {})
}

// TestSchemaAgrees changes a document that has every key at every place, and asks an
// independent validator and the decoder what they think of it.
func TestSchemaAgrees(t *testing.T) {
	c := jsonschema.NewCompiler()
	s, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.AddResource("policy.json", s); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("policy.json")
	if err != nil {
		t.Fatal(err)
	}
	doc := whole(t)
	good, bad := 0, 0
	check := func(what string) {
		text, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		x, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		bySchema := schema.Validate(x)
		ps := &problems{}
		decode("doc", text, ps)
		if (bySchema == nil) != (len(ps.list) == 0) {
			t.Errorf("%s: the schema says %v, the decoder %v", what, bySchema, ps.list)
		}
		if bySchema == nil {
			good++
		} else {
			bad++
		}
	}
	check("as it is")
	if good != 1 {
		t.Fatal("the document is not accepted")
	}
	step := 0
	variants(doc, func(what string) {
		if step++; step%4 != 0 || testing.Short() && step%44 != 0 {
			return
		}
		check(what)
	})
	if !testing.Short() && (good < 20 || bad < 100) {
		t.Errorf("%d documents were good and %d bad", good, bad)
	}
	t.Logf("%d good, %d bad", good, bad)
}

// TestWholeHasEveryKey makes sure that the document has what TestSchemaAgrees changes.
func TestWholeHasEveryKey(t *testing.T) {
	var walk func(schema map[string]any, values []any, path string)
	walk = func(schema map[string]any, values []any, path string) {
		props, _ := schema["properties"].(map[string]any)
		for k, p := range props {
			var inner []any
			for _, v := range values {
				if x, ok := v.(map[string]any)[k]; ok {
					inner = append(inner, x)
				}
			}
			if len(inner) == 0 {
				t.Errorf("%s.%s is in no example", path, k)
				continue
			}
			walk(p.(map[string]any), inner, path+"."+k)
		}
		if items, ok := schema["items"].(map[string]any); ok {
			var inner []any
			for _, v := range values {
				inner = append(inner, v.([]any)...)
			}
			walk(items, inner, path+"[]")
		}
	}
	var schema map[string]any
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	walk(schema, []any{any(whole(t))}, "")
}
