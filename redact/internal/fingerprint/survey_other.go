//go:build !amd64 || purego

package fingerprint

func hasSurvey() bool { return false }

func surveyAsm([]byte, *tables, *survey) {}

func probeAsm([]byte, *marks, *marks, int, uint64, *filter) {}

func hasRows() bool { return false }

func (r *rows) readAsm([]byte, *tables, int) {}
