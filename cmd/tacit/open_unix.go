//go:build unix

package main

import "syscall"

// openFlags keep a pipe that has taken the place of a file from making us wait.
const openFlags = syscall.O_NONBLOCK
