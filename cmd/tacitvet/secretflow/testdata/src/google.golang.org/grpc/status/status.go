package status

func Error(code uint32, msg string) error          { return nil }
func Errorf(code uint32, f string, a ...any) error { return nil }
