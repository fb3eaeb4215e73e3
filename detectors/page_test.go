package detectors

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tacit-go/tacit/redact"
)

// TestPage checks CATALOGUE.md, which this test writes.
func TestPage(t *testing.T) { generated(t, "CATALOGUE.md", page()) }

func page() string {
	var b strings.Builder
	all := All()
	fmt.Fprintf(&b, `# The catalogue

<!-- Written by go test ./detectors -update. -->

Version %s has %d detectors and the digest
%s.

In an example ⟦ and ⟧ enclose what is replaced. A ¦ breaks the example up, so that
no secret stands whole here, and is no part of it; an … stands for more of the same.
Each detector can be left out by its ID: %s.
`, Version, len(all), "`"+current().Digest()+"`", "`detectors.Without(detectors.Default(), \"pin\")`")
	section := func(title, text string, ds []redact.Detector) {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| ID | finds | tier | example | since | source |\n|---|---|---|---|---|---|\n", title, text)
		for _, d := range ds {
			since := d.Since
			if d.Revision > 1 {
				since += fmt.Sprintf(", revision %d", d.Revision)
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | [source](%s) |\n", d.ID, cell(d.Doc), d.Tier, excerpt(d.Hits[0]), since, d.Source)
		}
	}
	section("Structural", "In `Default()`: settled by a prefix, a shape or a checksum.", Structural())
	section("Contextual", "In `Default()`: settled by the name or the place of a value.", Contextual())
	for _, f := range Families() {
		section("Personal data: "+f.String(), "In `PII()`, by its family.", PII(f))
	}
	section("Semantic conventions", "In `SemConv()`, for use with `Default()`.", SemConv())
	b.WriteString(unlisted)
	return b.String()
}

// unlisted tells of the documented formats that have no detector of their own.
const unlisted = `
## Without a detector of their own

Found by the name of the value (` + "`api_key`, `token`, `secret`" + ` and the like), since nothing in
them differs from a digest, a UUID or a random id:

- models: AssemblyAI, Clarifai, Deepgram, Mistral, Ollama, Lambda, Vast;
- code and builds: AppVeyor, Bamboo, Bitrise, Codacy, CodeClimate, Codecov, Coveralls, Drone, Hackage, Hex.pm, Jenkins, LuaRocks, old npm and SonarQube tokens, Travis;
- clouds and data: Akeyless, Civo, Conjur, Hetzner, Huawei, IBM, InfluxDB, Ionos, Koyeb, Linode, OVH, Railway, Redis Cloud, Snowflake, Upstash, Vultr, static keys of Yandex (YC), old keys of Azure, Heroku, Netlify and Vercel;
- identity and networks: Keycloak, ngrok, Okta, OneLogin, Ping, WireGuard;
- monitoring and analytics: Airbrake, Amplitude, Bugsnag, Datadog (API), Flagsmith, Heap, Honeycomb (old), Loggly, Logz.io, Mixpanel, Opsgenie, Optimizely, PagerDuty, Papertrail, Raygun, Rollbar, Splunk, Split, StatusPage, Sumo Logic;
- mail, messages and telephones: Mailjet, Mattermost, MessageBird, Plivo, Postmark, Rocket.Chat, Sinch, SparkPost, Vonage, Zulip, Twilio (auth token);
- payments and exchanges: Binance, Bittrex, Kraken, KuCoin, PayPal, Razorpay (secret);
- work and content: Box, ButterCMS, Discourse, Expo, Freshdesk, Help Scout, Intercom, Jira (old), Knock, Miro, Prismic, Storyblok, WordPress, Zendesk;
- social media and games: Flickr, Foursquare, Nintendo, Reddit, Snap, Spotify, Steam, Strava, TikTok, X (keys), Yelp.

Found as what they are in the first place: JSON Web Tokens of Calendly, JFrog, Monday, Northflank,
Supabase, Turso and of Kubernetes service accounts; a PEM key of Coinbase or of a GCP service account;
passwords in URLs and basic credentials in base64.

No secrets by themselves, and left alone: unique ids of IAM (AIDA, AROA and others), OAuth client
ids, ids of MongoDB Atlas service accounts (mdb_sa_id_), public keys of Mailgun (pubkey-), Sentry
DSNs, publishable keys (pk_live_, phc_, pk. of Mapbox). Half of a pair, and hidden: access key ids of
clouds, API key SIDs of Twilio, key ids of Razorpay.
`

// cell writes text for a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// excerpt shows a hit in code, on one line and not too long.
func excerpt(hit string) string {
	const most = 90
	r := []rune(strings.NewReplacer("\r", `\r`, "\n", `\n`, "|", `\|`, "`", "'").Replace(hit))
	text := string(r)
	if len(r) > most {
		i := strings.IndexRune(text, '⟦')
		j := strings.IndexRune(text, '⟧')
		secret := []rune(text[i+len("⟦") : j])
		keep := min(len(secret), 24)
		head := text[:i]
		if n := utf8.RuneCountInString(head); n > 30 {
			head = "…" + string([]rune(head)[n-30:])
		}
		tail := []rune(text[j:])
		text = head + "⟦" + string(secret[:keep]) + "…" + string(tail[:min(len(tail), 20)])
	}
	return "`" + text + "`"
}
