package fiximport

import "log"

func f(password string) {
	log.Print(password) // want `password flows into log.Print`
}
