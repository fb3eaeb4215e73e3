package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// policyFlags are the flags that say what is a secret.
type policyFlags struct {
	detectors, without, names []string
	pii                       bool
	secretsEnv                []string
	secretsFile, secretsDir   string
	allowWeak                 bool
	files                     []string
}

func (p *policyFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&p.files, "policy", nil, "take what is a secret, and what stands for it, from this policy; several are layers, the floor first")
	f.StringSliceVar(&p.detectors, "detectors", nil, `look only for these detectors, by ID; "none" for none`)
	f.StringSliceVar(&p.without, "without", nil, "leave out these detectors, by ID")
	f.BoolVar(&p.pii, "pii", false, "look for personal data too")
	f.StringSliceVar(&p.names, "name", nil, `more sensitive names, as "national_id"`)
	f.StringSliceVar(&p.secretsEnv, "secrets-env", nil, `hide the values of these environment variables; names or globs such as "APP_*_TOKEN"`)
	f.StringVar(&p.secretsFile, "secrets-file", "", "hide the values in this file, one a line")
	f.StringVar(&p.secretsDir, "secrets-dir", "", "hide the values in the files of this directory, one a file")
	f.BoolVar(&p.allowWeak, "allow-weak", false, "take secrets of 4 and 5 bytes, and skip with a warning those that would mask ordinary text")
	for _, name := range []string{"detectors", "without"} {
		complete(cmd, name, detectorIDs())
	}
}

// complete sets the words that the shell offers for a flag.
func complete(cmd *cobra.Command, flag string, words []string) {
	// It fails only for a flag that does not exist, which a test would show.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

func detectorIDs() []string {
	all := detectors.All()
	ids := make([]string, len(all))
	for i, d := range all {
		ids[i] = d.ID
	}
	return ids
}

// selected returns the detectors that the flags ask for.
func (p *policyFlags) selected() ([]redact.Detector, error) {
	all := detectors.All()
	known := detectorIDs()
	for _, id := range slices.Concat(p.detectors, p.without) {
		if id != "none" && !slices.Contains(known, id) {
			return nil, usageError{fmt.Errorf("no detector has the ID %q; \"tacit detectors\" lists them", id)}
		}
	}
	chosen := detectors.Default()
	if p.detectors != nil {
		chosen = nil
		for _, d := range all {
			if slices.Contains(p.detectors, d.ID) {
				chosen = append(chosen, d)
			}
		}
	}
	if p.pii {
		for _, d := range detectors.PII() {
			if !slices.ContainsFunc(chosen, func(c redact.Detector) bool { return c.ID == d.ID }) {
				chosen = append(chosen, d)
			}
		}
	}
	return detectors.Without(chosen, p.without...), nil
}

// options returns what the flags mean to redact.New.
func (p *policyFlags) options(ctx context.Context, a *app) ([]redact.Option, error) {
	return within(ctx, func() ([]redact.Option, error) { return p.read(a) })
}

func (p *policyFlags) read(a *app) ([]redact.Option, error) {
	if len(p.files) > 0 {
		return p.fileOptions(a)
	}
	chosen, err := p.selected()
	if err != nil {
		return nil, err
	}
	opts := []redact.Option{redact.WithDetectors(chosen...)}
	if len(p.names) > 0 {
		opts = append(opts, redact.WithNames(p.names...))
	}
	set, err := p.secrets(a)
	if err != nil {
		return nil, err
	}
	if set != nil {
		opts = append(opts, redact.WithSecrets(set))
	}
	return opts, nil
}

// redacting returns the options of a command that redacts: the policy's, or those of the
// flags with a replacement.
func (a *app) redacting(ctx context.Context, p *policyFlags, r *replacementFlags) ([]redact.Option, error) {
	if len(p.files) > 0 && (r.form != "label" || r.keyFile != "") {
		return nil, usageError{errors.New("--policy says what stands for a secret: leave out --replacement and --hmac-key-file")}
	}
	opts, err := p.options(ctx, a)
	if err != nil || len(p.files) > 0 {
		return opts, err
	}
	rep, err := r.replacement(ctx, a)
	if err != nil {
		return nil, err
	}
	return append(opts, redact.WithReplacement(rep)), nil
}

// build builds a Redactor and makes it the one that messages pass through.
func (a *app) build(opts []redact.Option) (*redact.Redactor, error) {
	r, err := redact.New(opts...)
	if err != nil {
		return nil, err
	}
	a.redactor = r
	return r, nil
}

// replacementFlags are the flags that say what stands in the place of a secret.
type replacementFlags struct {
	form, keyFile, keyID string
}

func (p *replacementFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&p.form, "replacement", "label", "what stands for a secret: label, fixed:TEXT, mask:HEAD,TAIL or hmac")
	f.StringVar(&p.keyFile, "hmac-key-file", "", "the key of --replacement hmac: a file of at least 32 bytes, less one line end")
	f.StringVar(&p.keyID, "hmac-key-id", "k1", "the ID of the key, shown in every token")
	complete(cmd, "replacement", []string{"label", "fixed:", "mask:", "hmac"})
}

// replacement returns the replacement that the flags ask for.
func (p *replacementFlags) replacement(ctx context.Context, a *app) (redact.Replacement, error) {
	rep, err := p.parse(ctx, a)
	if err != nil {
		return nil, err
	}
	// With one name, New reports a mistake once and not for every detector.
	if _, err := redact.New(redact.WithNames("password"), redact.WithReplacement(rep)); err != nil {
		text, _, _ := strings.Cut(err.Error(), "\n")
		return nil, usageError{errors.New("--replacement: " + text[strings.LastIndex(text, ": ")+len(": "):])}
	}
	return rep, nil
}

func (p *replacementFlags) parse(ctx context.Context, a *app) (redact.Replacement, error) {
	form, arg, hasArg := strings.Cut(p.form, ":")
	if form != "hmac" && p.keyFile != "" {
		return nil, usageError{errors.New("--hmac-key-file needs --replacement hmac")}
	}
	switch {
	case form == "label" && !hasArg:
		return redact.Label(), nil
	case form == "fixed" && hasArg:
		return redact.Fixed(arg), nil
	case form == "mask" && hasArg:
		head, tail, _ := strings.Cut(arg, ",")
		h, err := strconv.Atoi(head)
		if err != nil {
			break
		}
		t, err := strconv.Atoi(tail)
		if err != nil {
			break
		}
		return redact.Mask(h, t), nil
	case form == "hmac" && !hasArg:
		if p.keyFile == "" {
			return nil, usageError{errors.New("--replacement hmac needs --hmac-key-file")}
		}
		key, err := within(ctx, func() ([]byte, error) { return readKey(p.keyFile) })
		if err != nil {
			return nil, fmt.Errorf("--hmac-key-file: %w", a.fileError(p.keyFile, err))
		}
		defer clear(key)
		return redact.HMAC(redact.KeyRing{Current: redact.Key{ID: p.keyID, Secret: key}}), nil
	}
	return nil, usageError{errors.New("--replacement is label, fixed:TEXT, mask:HEAD,TAIL or hmac")}
}
