package redact_test

import (
	"strings"
	"testing"
)

// What errors, orchestrators and validations say about a secret shows none.
func TestContractRemarksStay(t *testing.T) {
	r := defaults(t)
	for _, text := range []string{
		`secret: secret "db-creds" not found`,
		`msg="secret: secret \"db-creds\" not found"`,
		`secret: Secret "db-creds" is invalid: data[password]: Required value`,
		`failed to get secret: secrets "db-creds" is forbidden: User "x" cannot get resource "secrets"`,
		`object-"default"/"db-password": failed to list *v1.Secret: secrets is forbidden`,
		`object-"default"/"db-password": secrets "db-password" is forbidden`,
		`object-"default"/"db-password": Get "https://10.0.0.1:443/api": dial tcp 10.0.0.1:443: connect: connection refused`,
		`{"msg":"object-\"default\"/\"db-password\": failed to list *v1.Secret"}`,
		`"vault-token": permission denied`,
		`"vault-token": unable to renew`,
		`MountVolume.SetUp failed for volume "tls-secret" : secret "tls-secret" not found`,
		`password: password authentication failed for user "bob"`,
		`error marshaling challenge password: password is not valid`,
		`GetSession: can't parse response EOF`,
		`auth: refresh token must be provided`,
		`auth: options must be provided`,
		`auth: state mismatch in 3-legged-OAuth flow`,
		`credentials: executable command failed with exit code 3: EOF`,
		`credentials: trust chain file not found: permission denied`,
		`idtoken: couldn't find any credentials`,
		`idtoken: audience provided does not match aud claim in the JWT`,
		`go-jose/go-jose/jwt: validation failed, token is expired (exp)`,
		`proto: AuthUserAddRequest: wiretype end group for non-group`,
		`{"password":["The password must be at least 8 characters."]}`,
		`{"password":["The password field is required.","The password confirmation does not match."]}`,
		`{"password":["String must contain at least 8 character(s)"]}`,
		`{"Password":["Passwords must have at least one digit ('0'-'9')."]}`,
		`{"password":"\"password\" length must be at least 8 characters long"}`,
		`{"password":["is not strong enough"]}`,
		`{"password":"size must be between 8 and 64"}`,
		`map[password:[can't be blank is too short]]`,
		`errors.password="[can't be blank is too short]"`,
		`      DB_PASSWORD:  <set to the key 'password' in secret 'db'>  Optional: false`,
		`query Login($password: String!) { login(password: $password) { token } }`,
		`	key.serializer = class org.apache.kafka.common.serialization.StringSerializer`,
		`	password.encoder.iterations = 4096`,
		`kubeadm join 10.0.0.1:6443 --discovery-token-ca-cert-hash sha256:1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef`,
		"SigBlk:\t7be3c0fe28014a03\nSigIgn:\t7be3c0fe28014a03\nSigCgt:\t00000001800004ec",
	} {
		if got := r.String(text); got != text {
			t.Errorf("%s became %s", text, got)
		}
		if got := streamed(t, r, singles(text)...); got != text {
			t.Errorf("stream: %s became %s", text, got)
		}
	}
}

func TestContractSecretsLikeRemarksGo(t *testing.T) {
	r := defaults(t)
	for _, text := range []string{
		`secret: ¦secret¦`,
		`password = ¦f("hunter2x")¦`,
		`password = ¦f.g("hunter2: ")¦`,
		`password = ¦f.g(Qm2Zb8Wn7k)¦`,
		`password = ¦f.g(hunter2)¦`,
		`password = ¦get(a)X7k2Qm¦`,
		`password = ¦base64.b64decode("aHVudGVyMg==")¦`,
		`password = ¦Secret(hunter)¦`,
		`password=¦get_password(user)¦`,
		`password = ¦get_password(hunter)¦`,
		`secret = ¦config.get("secretsquirrel")¦`,
		`password = ¦f.g("my password is swordfish: ")¦`,
		`kubeadm join h:6443 --certificate-key ¦1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef¦`,
		`DB_PASSWORD: ¦<set to the key 'password' in secret 'db' x>¦ Optional`,
		`password: ¦$Password¦`,
		`password: ¦$passwordX¦`,
		`secret: ¦secret1¦ "db-creds" not found`,
		`password: ¦secret¦ role: admin`,
		`password: ¦secret¦ failed: 3`,
		`password: ¦access¦ group: admins`,
		`password: ¦token¦ 123`,
		`password: ¦password¦ user=bob`,
		`password: ¦Password1¦ is wrong`,
		`password: ¦hunter2¦ is not valid`,
		`password: ¦state¦ secret`,
		`password: ¦key¦ "hunter 2" not found`,
		`password=¦secret¦ not found`,
		`password="¦secret not found¦"`,
		`{"password":"¦secret not found¦"}`,
		`{"password":"¦token has expired¦"}`,
		`"db-password": ¦failed¦`,
		`"db-password": ¦failed123¦ to list`,
		`"db-password": ¦hunter2¦ to list`,
		`"db-password": ¦secret¦`,
		`{"password":["¦password is required¦"]}`,
		`{"password":"¦the password is the password¦"}`,
		`{"password":"¦the quick brown fox must jump¦"}`,
		`{"password":"¦your password must be hunter2¦"}`,
		`{"password":"¦must be 1234¦"}`,
		`{"password":"¦is 123 456¦"}`,
		`{"password":"¦password must¦"}`,
		`{"password":"¦length: 8¦"}`,
		`{"password":["The password must be at least 8 characters.","¦hunter2¦"]}`,
		`map[password:[can't be ¦beat¦]]`,
		`map[password:[can't be blank ¦hunter2¦]]`,
		`{"pin":["¦1234¦"]}`,
		`{"pin":[12,¦123456¦]}`,
	} {
		parts := strings.Split(text, "¦")
		if got := r.String(strings.Join(parts, "")); strings.HasPrefix(got, parts[0]+parts[1]) {
			t.Errorf("%s became %s", text, got)
		}
	}
}
