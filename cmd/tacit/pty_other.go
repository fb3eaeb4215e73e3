//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd

package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
)

// A console is the pseudo terminal of a command; there is none here.
type console struct{}

func (a *app) openConsole(*exec.Cmd, io.Writer) (*console, error) {
	return nil, errors.ErrUnsupported
}

func (*console) resizes(os.Signal) bool { return false }
func (*console) started()               {}
func (*console) drain()                 {}
func (*console) close()                 {}
