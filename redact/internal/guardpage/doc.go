// Package guardpage lends tests memory beside pages that cannot be read, where whatever
// reads beyond a text fails. Only Linux has it.
package guardpage
