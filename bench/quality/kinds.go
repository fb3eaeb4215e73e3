package quality

import "strings"

// A kind is a documented format of credential.
type kind struct {
	provider string
	kind     string
	// make draws one secret.
	make func(r rng) Text
	// names are sensitive names of which one must stand beside the value, since
	// the format has no mark of its own; spelt as words joined by underscores.
	// Empty for formats that are found by themselves.
	names []string
	// near is the name of the provider, which must stand beside the value: the
	// format has a shape, but one that harmless values have too.
	near string
	// lines tells that the secret has line breaks.
	lines bool
}

func (k kind) id() string { return k.provider + " " + k.kind }

// marked returns a kind that is told by its own text. The specs take turns.
func marked(provider, name string, specs ...string) kind {
	return kind{provider: provider, kind: name, make: func(r rng) Text { return secret(expand(r, pick(r, specs))) }}
}

// named returns a kind without a mark, which needs one of the names.
func named(provider, name, names string, specs ...string) kind {
	k := marked(provider, name, specs...)
	k.names = strings.Fields(names)
	return k
}

// near returns a kind that can be told only where the provider's name is, as logs of
// its client have it: in the name of the value or in front of the message.
func near(provider, name, word string, specs ...string) kind {
	k := marked(provider, name, specs...)
	k.near = word
	return k
}

// path returns a kind of URL whose last spec is the secret.
func path(provider, name, front, back string) kind {
	return kind{provider: provider, kind: name, make: func(r rng) Text {
		return join(either(expand(r, front)), secret(expand(r, back)))
	}}
}

// kinds lists the formats, as the vendors document them.
func kinds() []kind {
	all := checkedKinds()
	all = append(all, forgeKinds()...)
	all = append(all, modelKinds()...)
	all = append(all, cloudKinds()...)
	all = append(all, serviceKinds()...)
	all = append(all, namedKinds()...)
	return append(all, nearKinds()...)
}

// Kinds returns the names of all kinds.
func Kinds() []string {
	var ids []string
	for _, k := range kinds() {
		ids = append(ids, k.id())
	}
	return ids
}

// forgeKinds are tokens of code hosts, registries and continuous integration.
func forgeKinds() []kind {
	return []kind{
		marked("GitHub", "installation token, long", "ghs_{d6-8}_eyJ{u33}.eyJ{u200-350}.{u86}"),
		marked("GitHub", "refresh token", "ghr_{an76}", "ghr_{an36}"),
		marked("GitHub", "fine-grained token", "github_pat_{an22}_{an59}"),
		marked("GitLab", "personal token", "glpat-{u20}"),
		marked("GitLab", "runner token", "glrt-{u20}", "glrt-t1_{u20}"),
		marked("GitLab", "runner registration token", "GR1348941{u20}"),
		marked("GitLab", "deploy token", "gldt-{u20}"),
		marked("GitLab", "CI job token", "glcbt-{an1-5}_{u20}"),
		marked("GitLab", "trigger token", "glptt-{h40}"),
		marked("GitLab", "feed token", "glft-{u20}"),
		marked("GitLab", "incoming mail token", "glimt-{u25}"),
		marked("GitLab", "agent token", "glagent-{u50}"),
		marked("GitLab", "SCIM token", "glsoat-{u20}"),
		marked("GitLab", "feature flag token", "glffct-{u20}"),
		marked("GitLab", "OAuth secret", "gloas-{u64}"),
		marked("Bitbucket", "app password", "ATBB{an24}{H8}"),
		marked("NuGet", "API key", "oy2{b32:43}"),
		marked("RubyGems", "API key", "rubygems_{h48}"),
		marked("crates.io", "API token", "cio{an32}", "crates_io_tp_{an32}"),
		marked("Packagist", "token", "packagist_uut_{h68}"),
		marked("Clojars", "deploy token", "CLOJARS_{h60}"),
		marked("Deno", "token", "ddp_{an36}", "ddw_{an36}"),
		marked("Octopus Deploy", "API key", "API-{AN25-32}"),
		marked("CircleCI", "token", "CCIPAT_{an22}_{h40}", "CCIPRJ_{an22}_{h40}"),
		marked("Buildkite", "token", "bkua_{h40}", "bkaa_{al53}", "bkct_{al53}", "bkpt_{u54-120}"),
		marked("TeamCity", "access token", "eyJ0eXAiOiAiVENWMiJ9.{u36}.{b48}"),
		marked("JFrog", "API key", "AKCp{an69}"),
		marked("JFrog", "reference token", "cmVmd{an59}"),
		marked("SonarQube", "token", "squ_{h40}", "sqp_{h40}", "sqa_{h40}", "sqb_{h40}"),
		marked("Snyk", "token", "snyk_uat.{h8}.{an60}"),
		marked("Sourcegraph", "token", "sgp_{h40}", "sgp_{h16}_{h40}", "sgp_local_{h40}"),
		marked("Docker Hub", "token", "dckr_pat_{u27}", "dckr_oat_{u32}"),
		marked("Docker Swarm", "join token", "SWMTKN-1-{al50}-{al25}"),
		marked("Docker Swarm", "unlock key", "SWMKEY-1-{b43}"),
		marked("Postman", "API key", "PMAK-{h24}-{h34}"),
		marked("ReadMe", "API key", "rdme_{al70}"),
		marked("Prefect", "API key", "pnu_{an36}", "pnb_{an36}"),
		marked("Harness", "token", "pat.{u22}.{h24}.{an20}", "sat.{u22}.{h24}.{an20}"),
		marked("Infracost", "API key", "ico-{an32}"),
		marked("Pulumi", "access token", "pul-{h40}"),
		marked("Terraform", "token", "{an14}.atlasv1.{u60-70}"),
	}
}

// modelKinds are keys of model providers.
func modelKinds() []kind {
	return []kind{
		marked("OpenAI", "key, legacy", "sk-{an20}T3BlbkFJ{an20}"),
		marked("OpenAI", "project key", "sk-proj-{u74}T3BlbkFJ{u74}", "sk-proj-{u58}T3BlbkFJ{u58}", "sk-proj-{u20}T3BlbkFJ{u20}"),
		marked("OpenAI", "service account key", "sk-svcacct-{u74}T3BlbkFJ{u73}"),
		marked("OpenAI", "admin key", "sk-admin-{u58}T3BlbkFJ{u58}"),
		marked("OpenAI", "unscoped key", "sk-None-{an20}T3BlbkFJ{an20}"),
		marked("Anthropic", "API key", "sk-ant-api03-{u93}AA"),
		marked("Anthropic", "admin key", "sk-ant-admin01-{u93}AA"),
		marked("Anthropic", "OAuth token", "sk-ant-oat01-{u86}", "sk-ant-ort01-{u86}", "sk-ant-sid01-{u86}"),
		marked("OpenRouter", "key", "sk-or-v1-{h64}"),
		marked("DeepSeek", "key", "sk-{h32}"),
		marked("Stability", "key", "sk-{an48}"),
		marked("xAI", "key", "xai-{an80}"),
		marked("Groq", "key", "gsk_{an52}"),
		marked("Perplexity", "key", "pplx-{an48}"),
		marked("Hugging Face", "user token", "hf_{L34}"),
		marked("Hugging Face", "organisation token", "api_org_{L34}"),
		marked("Replicate", "token", "r8_{an37}"),
		marked("Cerebras", "key", "csk-{al48}"),
		marked("Together", "key", "tgp_v1_{u43}"),
		marked("Fireworks", "key", "fw_{an24}", "fw_{an22}"),
		marked("NVIDIA", "key", "nvapi-{u64}"),
		marked("LangSmith", "key", "lsv2_pt_{h32}_{h10}", "lsv2_sk_{h32}_{h10}"),
		marked("ElevenLabs", "key", "sk_{h48}"),
		marked("Tavily", "key", "tvly-{an32}", "tvly-dev-{an32}"),
		marked("Jina", "key", "jina_{an60}"),
		marked("Firecrawl", "key", "fc-{h32}"),
		marked("Voyage", "key", "pa-{u43}"),
		marked("Pinecone", "key", "pcsk_{an5}_{an63}"),
		marked("Weights & Biases", "key", "wandb_v1_{anu77}"),
		marked("Cursor", "key", "key_{h64}"),
		marked("Modal", "token", "ak-{an22}", "as-{an22}"),
		marked("Friendli", "token", "flp_{an46}"),
		marked("Runpod", "key", "rpa_{AN40}{al6}"),
	}
}

// cloudKinds are credentials of clouds and infrastructure.
func cloudKinds() []kind {
	return []kind{
		marked("AWS", "Bedrock short-lived key", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{b200}"),
		marked("AWS", "AppSync key", "da2-{al26}"),
		marked("AWS", "MWS token", "amzn.mws.{uuid}"),
		marked("Azure", "client secret", "{an3}8Q~{an31}", "{an3}7Q~{an31}"),
		marked("Azure", "storage key, identifiable", "{b76}+ASt{b6}=="),
		marked("Azure", "Cosmos DB key, identifiable", "{b76}ACDb{b6}=="),
		marked("Azure", "Service Bus key, identifiable", "{b33}+ASb{b6}="),
		marked("Azure", "Event Hubs key, identifiable", "{b33}+AEh{b6}="),
		marked("Azure", "IoT key, identifiable", "{b33}AIoT{b6}="),
		marked("Azure", "Redis key, identifiable", "{an33}AzCa{an6}="),
		marked("Azure", "Search key, identifiable", "{an42}AzSe{an6}"),
		marked("Azure", "Functions key, identifiable", "{u44}AzFu{u6}=="),
		marked("Azure", "common annotated key", "{an52}JQQJ99{U1}{U1}AC{an10}ACOG{an4}"),
		marked("Azure DevOps", "personal token", "{an76}AZDO{an4}"),
		marked("Google", "API key", "AIzaSy{u33}"),
		marked("Google", "Gemini express key", "AQ.Ab8RN6{u44}"),
		marked("Google", "OAuth access token", "ya29.{u100-200}", "ya29.a0{u160}"),
		marked("Google", "OAuth client secret", "GOCSPX-{u28}"),
		marked("Firebase", "server key", "AAAA{u7}:APA91b{u134}"),
		marked("DigitalOcean", "token", "dop_v1_{h64}", "doo_v1_{h64}", "dor_v1_{h64}"),
		marked("Heroku", "key", "HRKU-AA{u58}"),
		marked("Fly.io", "token", "FlyV1 fm2_{b200},fm2_{b120}", "fm2_{b160}", "fo1_{u43}"),
		marked("Vercel", "token", "vcp_{an56}", "vci_{an56}", "vca_{an56}", "vcr_{an56}", "vck_{an56}"),
		marked("Netlify", "token", "nfp_{an36}"),
		marked("Render", "key", "rnd_{an28}"),
		marked("Supabase", "token", "sbp_{h40}", "sb_secret_{u31}"),
		marked("Neon", "key", "napi_{al64}"),
		marked("PlanetScale", "credential", "pscale_tkn_{u43}", "pscale_pw_{u43}", "pscale_oauth_{u43}"),
		marked("MongoDB Atlas", "secret", "mdb_sa_sk_{u40}"),
		marked("DataStax", "token", "AstraCS:{an24}:{h64}"),
		marked("CockroachDB", "key", "CCDB1_{an22}_{an40}"),
		marked("ClickHouse", "secret", "4b1d{an38}"),
		marked("Databricks", "token", "dapi{h32}", "dapi{h32}-2", "dose{h32}"),
		marked("Aiven", "password", "AVNS_{u19}"),
		marked("Vault", "token", "hvs.{u24}", "hvs.CAES{u90}", "hvb.AAAAAQ{u140}", "hvr.{u90}"),
		marked("Doppler", "token", "dp.pt.{an43}", "dp.st.prd.{an40}", "dp.ct.{an43}", "dp.sa.{an43}", "dp.scim.{an43}", "dp.audit.{an43}"),
		marked("Bitwarden", "access token", "0.{uuid}.{an30}:{b22}=="),
		marked("OpenShift", "token", "sha256~{u43}"),
		marked("Rancher", "token", "token-{al5}:{al54}"),
		marked("Tailscale", "key", "tskey-auth-{an12}CNTRL-{an32}", "tskey-api-{an12}CNTRL-{an32}", "tskey-client-{an12}CNTRL-{an32}"),
		marked("Defined Networking", "key", "dnkey-{AN26}-{AN52}"),
		marked("Alibaba Cloud", "STS token id", "STS.{an24}"),
		marked("Yandex", "key", "AQVN{u36}", "t1.{u20}.{u86}"),
		marked("Exoscale", "key", "EXO{h24}", "EXO{an27}"),
		marked("Ionic", "token", "ion_{an42}"),
		marked("Scalingo", "token", "tk-us-{u48}"),
		marked("UpCloud", "token", "ucat_{AN26}"),
		marked("Elastic Cloud", "key", "essu_{b92}=="),
		marked("Cloudflare", "origin CA key", "v1.0-{h24}-{h146}"),
		marked("Cloudsmith", "key", "csa_{h30}{an6}"),
	}
}

// serviceKinds are credentials of other services.
func serviceKinds() []kind {
	return []kind{
		marked("Slack", "bot token", "xoxb-{d12}-{d13}-{an24}"),
		marked("Slack", "user token", "xoxp-{d12}-{d12}-{d13}-{h32}"),
		marked("Slack", "app token", "xapp-1-A{AN10}-{d13}-{h64}"),
		marked("Slack", "configuration token", "xoxe.xoxp-1-{an160}", "xoxe-1-{an146}"),
		marked("Slack", "session token", "xoxc-{d12}-{d12}-{d13}-{h64}", "xoxd-{an40}%2B{an60}%3D"),
		path("Slack", "webhook", "https://hooks.slack.com/services/T{AN9}/B{AN10}/", "{an24}"),
		path("Discord", "webhook", "https://discord.com/api/webhooks/{d18}/", "{u68}"),
		marked("Telegram", "bot token", "{d10}:AA{u33}"),
		path("Telegram", "bot URL", "https://api.telegram.org/bot", "{d10}:AA{u33}"),
		path("Teams", "webhook", "https://contoso.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/", "{h32}/{uuid}"),
		marked("Stripe", "secret key", "sk_live_{an24}", "sk_test_{an24}", "sk_live_51{an97}", "rk_live_{an24}", "rk_test_{an99}"),
		marked("Stripe", "webhook secret", "whsec_{an32}"),
		marked("Square", "access token", "EAAA{u60}"),
		marked("Square", "secret", "sq0atp-{u22}", "sq0csp-{u43}"),
		marked("Braintree", "access token", "access_token$production${al16}${h32}"),
		marked("Plaid", "access token", "access-sandbox-{uuid}", "access-production-{uuid}"),
		// Half of a pair, as an access key id of AWS: not enough by itself, but the user
		// name of every call, and a credential to all who publish formats.
		marked("Razorpay", "key id", "rzp_live_{an14}", "rzp_test_{an14}"),
		marked("Flutterwave", "secret key", "FLWSECK_TEST-{h32}-X", "FLWSECK-{h32}-X"),
		marked("Duffel", "token", "duffel_test_{u43}", "duffel_live_{u43}"),
		marked("Shippo", "token", "shippo_live_{h40}", "shippo_test_{h40}"),
		marked("EasyPost", "key", "EZAK{an54}", "EZTK{an54}"),
		marked("SendGrid", "key", "SG.{u22}.{u43}"),
		marked("Mailgun", "key", "key-{h32}"),
		marked("Mailchimp", "key", "{h32}-us1", "{h32}-us8", "{h32}-us21"), // data centres count from 1
		marked("Brevo", "key", "xkeysib-{h64}-{an16}", "xsmtpsib-{h64}-{an16}"),
		marked("MailerSend", "token", "mlsn.{h64}"),
		marked("Resend", "key", "re_{an8}_{an24}"),
		marked("Telnyx", "key", "KEY{H32}_{an22}"),
		marked("Shopify", "token", "shpat_{h32}", "shpca_{h32}", "shppa_{h32}", "shpss_{h32}"),
		marked("Twilio", "API key SID", "SK{h32}"),
		marked("Datadog", "application key", "ddapp_{an34}"),
		marked("New Relic", "key", "NRAK-{AN27}", "NRII-{u32}", "{h36}NRAL"),
		marked("Honeycomb", "key", "hcaik_{al58}", "hcxik_{al58}"),
		marked("Dynatrace", "token", "dt0c01.{AN24}.{AN64}", "dt0s16.{AN24}.{AN64}"),
		marked("Axiom", "token", "xaat-{uuid}", "xapt-{uuid}"),
		marked("Sentry", "user token", "sntryu_{h64}"),
		marked("Grafana", "service account token", "glsa_{an32}_{h8}"),
		marked("PostHog", "personal key", "phx_{an43}"),
		marked("Segment", "token", "sgp_{an64}"),
		marked("LaunchDarkly", "key", "sdk-{uuid}", "api-{uuid}"),
		marked("ConfigCat", "SDK key", "configcat-sdk-1/{u22}/{u22}"),
		marked("Airtable", "personal token", "pat{an14}.{h64}"),
		marked("Notion", "token", "ntn_{d11}{an35}", "secret_{an43}"),
		marked("Linear", "key", "lin_api_{an40}", "lin_oauth_{h64}"),
		marked("Trello", "token", "ATTA{h64}"),
		marked("ClickUp", "token", "pk_{d8}_{AN32}"),
		marked("Figma", "token", "figd_{u40}", "figu_{u40}"),
		marked("Canva", "client secret", "cnvca{u51}"),
		marked("Frame.io", "token", "fio-u-{u64}"),
		marked("Typeform", "token", "tfp_{u44}_{u14}"),
		marked("Dropbox", "token", "sl.{u136}", "sl.u.{u600}"),
		marked("Contentful", "token", "CFPAT-{u43}"),
		marked("HubSpot", "token", "pat-na1-{uuid}", "pat-eu1-{uuid}"),
		marked("Salesforce", "access token", "00D{an12}!{an96}"),
		marked("Zoho", "token", "1000.{h32}.{h32}"),
		marked("Meta", "access token", "EAA{an180}", "IGQV{u150}"),
		marked("X", "bearer token", "AAAAAAAAAAAAAAAAAAAAAA{an20}%2B{an30}%3D{an40}"),
		marked("Pinterest", "token", "pina_{AN64}"),
		marked("Twitch", "stream key", "live_{d9}_{an30}"),
		marked("Mapbox", "secret token", "sk.eyJ1Ijoi{u60}.{u22}"),
		marked("MaxMind", "licence key", "{an6}_{an29}_mmk"),
		marked("Riot", "key", "RGAPI-{uuid}"),
		marked("Polar", "token", "polar_pat_{an43}", "polar_oat_{an43}"),
		marked("Workato", "token", "wrka-eyJ{u33}.eyJ{u120}.{u200}"),
		marked("Mercury", "token", "secret-token:mercury_production_wma_{an40}_yrucrem"),
		marked("Stytch", "secret", "secret-live-{u36}", "secret-test-{u36}"),
		marked("Infisical", "service token", "st.{h24}.{h32}.{h32}"),
	}
}

// nearKinds have a shape that is not theirs alone.
func nearKinds() []kind {
	return []kind{
		// An ObjectId, a colon and a SHA-256: so are keys of caches by tenant and content.
		near("Ghost", "admin key", "ghost", "{h24}:{h64}"),
		// An MD5 and a suffix, as files and chunks named after their content have.
		near("Zhipu", "key", "zhipu", "{h32}.{an16}"),
	}
}

// namedKinds have no mark of their own.
func namedKinds() []kind {
	return []kind{
		named("AWS", "secret access key", "aws_secret_access_key secret_access_key", "{b40}"),
		named("AWS", "session token", "aws_session_token session_token", "IQoJb3JpZ2luX2Vj{b300}==", "FwoGZXIvYXdzE{b300}"),
		named("Azure", "storage key, old", "account_key storage_account_key", "{b86}=="),
		named("Azure DevOps", "personal token, old", "azure_devops_token", "{b32:52}"),
		named("npm", "legacy token", "npm_auth_token _auth_token", "{uuid}"),
		named("Cohere", "key", "cohere_api_key", "{an40}"),
		named("Mistral", "key", "mistral_api_key", "{an32}"),
		named("Deepgram", "key", "deepgram_api_key", "{h40}"),
		named("Google", "OAuth refresh token", "refresh_token", "1//0{u60}"),
		named("Google", "reCAPTCHA secret", "recaptcha_secret", "6L{u38}"),
		named("PayPal", "secret", "paypal_client_secret", "E{u79}"),
		named("Razorpay", "secret", "razorpay_key_secret", "{an24}"),
		named("GoCardless", "token", "gocardless_access_token", "live_{u40}"),
		named("Mollie", "key", "mollie_api_key", "live_{an30}"),
		named("Kraken", "key", "kraken_private_key", "{b86}=="),
		named("Binance", "secret", "binance_api_secret", "{an64}"),
		named("Twilio", "auth token", "twilio_auth_token", "{h32}"),
		named("Mandrill", "key", "mandrill_api_key", "{u22}"),
		named("Postmark", "token", "postmark_server_token", "{uuid}"),
		named("Heroku", "legacy key", "heroku_api_key", "{uuid}"),
		named("Railway", "token", "railway_token", "{uuid}"),
		named("InfluxDB", "token", "influx_token influxdb_token", "{u86}=="),
		named("Vault", "old token", "vault_token", "s.{an24}"),
		named("Jenkins", "API token", "jenkins_api_token", "11{h32}"),
		named("Codecov", "token", "codecov_token", "{uuid}"),
		named("Kubernetes", "bootstrap token", "bootstrap_token", "{al6}.{al16}"),
		named("ngrok", "token", "ngrok_authtoken ngrok_auth_token", "{an27}_{an21}"),
		named("WireGuard", "key", "private_key preshared_key", "{b43}="),
		named("Okta", "token", "okta_api_token", "00{u40}"),
		named("Keycloak", "client secret", "client_secret", "{uuid}", "{an32}"),
		named("Datadog", "API key", "dd_api_key datadog_api_key", "{h32}"),
		named("Splunk", "HEC token", "splunk_hec_token", "{uuid}"),
		named("Sumo Logic", "key", "sumo_access_key", "{an64}"),
		named("Rollbar", "token", "rollbar_access_token", "{h32}"),
		named("PagerDuty", "key", "pagerduty_api_key", "{u20}"),
		named("Airtable", "legacy key", "airtable_api_key", "key{an14}"),
		named("Asana", "token", "asana_access_token", "1/{d16}:{h32}"),
		named("Intercom", "token", "intercom_access_token", "dG9rOg{b50}="),
		named("LinkedIn", "secret", "linkedin_client_secret", "{an16}"),
		named("Spotify", "secret", "spotify_client_secret", "{h32}"),
		named("Scaleway", "secret", "scw_secret_key", "{uuid}"),
		named("Hetzner", "token", "hcloud_token", "{an64}"),
		named("Tencent", "secret", "tencentcloud_secret_key", "{an32}"),
		named("Steam", "key", "steam_api_key", "{H32}"),
		named("Django", "secret key", "secret_key django_secret_key", "{an20}{h30}"),
		named("Rails", "secret key base", "secret_key_base", "{h128}"),
	}
}
