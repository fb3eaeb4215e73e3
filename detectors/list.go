package detectors

import (
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// credentials is the list of the families of secrets. A new detector is one entry in
// the file of its provider; a new provider is one file and one line here.
func credentials() []redact.Detector {
	return slices.Concat(
		age(),
		anthropic(),
		atlassian(),
		aws(),
		azure(),
		buildkite(),
		circleCI(),
		cloudflare(),
		codeQuality(),
		cratesIO(),
		daemons(),
		databases(),
		digitalOcean(),
		discord(),
		docker(),
		doppler(),
		duplicates(),
		flags(),
		github(),
		gitlab(),
		google(),
		grafana(),
		hashicorp(),
		heroku(),
		hosting(),
		httpAuth(),
		huggingFace(),
		identity(),
		kubernetes(),
		linear(),
		links(),
		oauthCodes(),
		mail(),
		networks(),
		modelHosts(),
		monitoring(),
		notion(),
		npm(),
		nuget(),
		onePassword(),
		openai(),
		packages(),
		passwordHashes(),
		payments(),
		pem(),
		platforms(),
		prose(),
		pulumi(),
		redisWire(),
		putty(),
		pypi(),
		regionalClouds(),
		rpcNodes(),
		rubygems(),
		secretToken(),
		shopify(),
		slack(),
		social(),
		stripe(),
		supabase(),
		tailscale(),
		teamCity(),
		telegram(),
		telephony(),
		tink(),
		twilio(),
		unmarked(),
		wallets(),
		webhooks(),
		webTokens(),
		workflow(),
		workspace(),
		passwords(),
		secrets(),
		apiKeys(),
		privateKeys(),
		accessTokens(),
		headers(),
		pins(),
		signatures(),
		sessions(),
		weakNames(),
		userinfo(),
	)
}

// personal is the list of the families of personal data.
func personal(f Family) []redact.Detector {
	switch f {
	case Cards:
		return cards()
	case BankAccounts:
		return bankAccounts()
	case NationalIDs:
		return nationalIDs()
	case Emails:
		return emails()
	case Phones:
		return phones()
	case IPAddresses:
		return ipAddresses()
	case Devices:
		return devices()
	}
	return nil
}
