package v1

type Secret struct {
	Name string
	Data map[string][]byte
}
