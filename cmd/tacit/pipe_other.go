//go:build !unix

package main

func brokenPipesAreErrors() {}
