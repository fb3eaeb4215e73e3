package main

import (
	"flag"
	"fmt"
	"io"

	"k8s.io/klog/v2"
)

// flags sets flags of klog, which has no other way to be configured.
func flags(set map[string]any) error {
	fs := flag.NewFlagSet("klog", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	klog.InitFlags(fs)
	for name, v := range set {
		if err := fs.Set(name, fmt.Sprint(v)); err != nil {
			return err
		}
	}
	return nil
}
