package crashguard

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"

	"github.com/tacit-go/tacit/redact"
)

// The kinds of messages from the process to its monitor. A message is its kind, the
// length of its body in four bytes, and the body.
const (
	msgPlan    = 'p' // digest of the plan
	msgSecrets = 's' // a frame of ExportSecrets
	msgReady   = 'r' // all secrets were sent
	msgGo      = 'g' // read the text; torn if something before it may have been lost
	msgStop    = 'x' // read no more and end, another monitor goes on
	msgResume  = 'c' // no other monitor has come after Replace: go on, line by line
	msgBye     = 'b' // the process has closed its Guard
)

// goTorn is the body of msgGo that says so.
const goTorn = 't'

// How a monitor begins, in envMonitor.
const (
	aloneMonitor  = "1" // nobody else reads the text
	besideMonitor = "2" // the one before still does
)

// exitTorn is the status of a monitor that was stopped within something.
const exitTorn = 3

// What the monitor answers.
const (
	answerHello = 'H' // it reads messages
	answerReady = 'R'
	answerPlan  = 'P'
	// answerPaused says that it reads no more text until it is told to: the plan of the
	// process was replaced.
	answerPaused = 'Z'
)

func message(kind byte, body []byte) []byte {
	b := make([]byte, 5, 5+len(body))
	b[0] = kind
	binary.LittleEndian.PutUint32(b[1:], uint32(len(body)))
	return append(b, body...)
}

// cutMessage takes the first message from b.
func cutMessage(b []byte) (kind byte, body, rest []byte, ok bool) {
	if len(b) < 5 {
		return 0, nil, b, false
	}
	n := int(binary.LittleEndian.Uint32(b[1:]))
	if len(b)-5 < n {
		return 0, nil, b, false
	}
	return b[0], b[5 : 5+n], b[5+n:], true
}

// planDigest tells plans apart, by what Describe says of them.
func planDigest(r *redact.Redactor) []byte {
	d := r.Describe()
	b, err := json.Marshal(d)
	if err != nil {
		return nil
	}
	sum := sha256.Sum256(b)
	return sum[:]
}
