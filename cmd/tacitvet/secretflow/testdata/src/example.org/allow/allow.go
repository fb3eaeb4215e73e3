package allow

import "log"

func f(password string) {
	log.Print(password) //tacit:allow shown once, at set-up
	//tacit:allow shown once
	log.Print(password)
	log.Print(password) // want `password flows into log.Print`

	log.Print(password) // want `password flows into log.Print`
	log.Print(1)        //tacit:allow a reason for this line only
	log.Print(password) // want `password flows into log.Print`
	/* want `needs a reason` */ //tacit:allow
	log.Print(password)         // want `password flows into log.Print`
	log.Print(password)         //tacit:allowed x // want `password flows into log.Print`
}
