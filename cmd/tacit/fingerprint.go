package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tacit-go/tacit/redact"
)

func (a *app) fingerprintCommand() *cobra.Command {
	var detector string
	flags := &replacementFlags{}
	cmd := &cobra.Command{
		Use:   "fingerprint --hmac-key-file FILE",
		Short: "Print the keyed token of a value on standard input",
		Long: `Fingerprint reads one value from standard input, less one line end, and prints
the token that --replacement hmac with the same key and ID writes in its place:
search for it in archives to learn where the value was, without showing it. Tokens
differ by detector.

Whoever has the key can test guesses. A value that can be guessed is confirmed by
its token.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if flags.keyFile == "" {
				return usageError{errors.New("fingerprint needs --hmac-key-file")}
			}
			flags.form = "hmac"
			rep, err := flags.replacement(cmd.Context(), a)
			if err != nil {
				return err
			}
			src := newSource(a.stdin)
			defer src.close()
			value, err := io.ReadAll(io.LimitReader(src.reader(cmd.Context()), redact.MaxSecretBytes+1))
			defer clear(value)
			switch {
			case err != nil:
				return fmt.Errorf("standard input: %w", cause(err))
			case len(value) > redact.MaxSecretBytes:
				return errors.New("standard input: longer than 64 KiB")
			}
			secret := bytes.TrimSuffix(bytes.TrimSuffix(value, []byte("\n")), []byte("\r"))
			if len(secret) == 0 {
				return errors.New("standard input: no value")
			}
			if known := append(detectorIDs(), "live-secret", "name", "path"); !slices.Contains(known, detector) {
				a.print("tacit: fingerprint: no detector of the catalogue has the ID that --detector gives; it must be one of your own")
			}
			token := rep.AppendReplacement(nil, redact.MatchInfo{Detector: detector, Spans: 1}, secret)
			_, err = checkedWriter{a.stdout}.Write(append(token, '\n'))
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&detector, "detector", "live-secret", "the detector that finds the value; live-secret is that of --secrets-env and the like")
	f.StringVar(&flags.keyFile, "hmac-key-file", "", "the key: a file of at least 32 bytes, less one line end")
	f.StringVar(&flags.keyID, "hmac-key-id", "k1", "the ID of the key, shown in the token")
	complete(cmd, "detector", append(detectorIDs(), "live-secret"))
	return cmd
}
