package redact_test

import "testing"

// Expressions of programs, as tracebacks quote them, and what Node.js prints of functions.
func TestContractListings(t *testing.T) {
	asMarked(t, []string{
		`    token = request.headers.get("Authorization")`,
		`	token := r.Header.Get("X-Token")`,
		`const token = localStorage.getItem('token');`,
		`const token = req.headers['authorization'];`,
		`String token = jwtUtil.generateToken(userDetails);`,
		`token = generate_token(user)`,
		`    password = getpass.getpass("Password: ")`,
		`    password = form.cleaned_data["password"]`,
		`	password := cfg.Database.Password`,
		`api_key=settings.API_KEY`,
		`    auth = HTTPBasicAuth(user, password)`,
		`password: Optional[str] = None`,
		`{ token: [Function: getToken], secret: [AsyncFunction (anonymous)], password: [class Password extends Base] }`,
		`{ auth: [Object], "authorization": [Object], secret: [Getter/Setter], token: [Circular *1] }`,

		`password=«get_password(user)»`,
		`password = «hash_password(hunter)»`,
		`password=«abc.secret»`,
		`password=«p.secret(x)!»`,
		`password=«my.secret("Zb8Wn4kQ")»`,
		`password=«my.secret(hunter2)»`,
		`password=«config.Zb8Wn4kQ7x»`,
		`password=«Secret(123)»`,
		`password=«config.secret"x»" n=1`,
		`secret: «[Function Zb8Wn4]»`,
		`secret: «[Circular *Zb8]»`,
		`authorization: [«Arrays»]`,
		`{"password":"«config.db.password»"}`,
	})
}

// Names that are known to hold nothing that is secret, and what programs say behind other ones.
func TestContractPublicNames(t *testing.T) {
	asMarked(t, []string{
		`DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus DESKTOP_SESSION=gnome`,
		`GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D`,
		`PASSWORD_HASHERS = ['django.contrib.auth.hashers.PBKDF2PasswordHasher']`,
		`AUTH_PASSWORD_VALIDATORS = [{'NAME': 'django.contrib.auth.password_validation.MinimumLengthValidator'}]`,
		`Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==`,
		`"update_password": "always"`,
		`existingSecret: shop-db`,
		`badPasswordTime: 133456789012345678`,
		`"ansible_ssh_host_key_ed25519_public": "AAAAC3NzaC1lZDI1NTE5AAAAIJd3TzW1"`,
		`jdk.tls.keyLimits:  entry = AES/GCM/NoPadding KeyUpdate 2^37`,
		`Microsoft.IdentityModel.Tokens.SecurityTokenSignatureKeyNotFoundException: IDX10501: Signature validation failed.`,
		`DenyAnonymousAuthorizationRequirement: Requires an authenticated user.`,
		`auth: Debug: Loading modules from directory: /usr/lib/dovecot/modules/auth`,
		`auth: Warning: Timeout leak`,
		`<Resource name="jdbc/shop" auth="Container" type="javax.sql.DataSource"/>`,
		`UserMailer#password_changed: processed outbound mail in 3.2ms`,
		`debug1: read_passphrase: can't open /dev/tty: No such device or address`,
		`Server Temp Key: X25519, 253 bits`,
		`Tokens:              default-token-x2x7z`,
		`MountVolume.SetUp failed for volume "token" : references non-existent secret key: ca.crt`,
		`DEBUG botocore.hooks before-parameter-build.secretsmanager.GetSecretValue: calling handler <function x>`,
		`> Task :auth-token:compileJava UP-TO-DATE`,
		`Execution failed for task ':auth-token:integrationTest'.`,
		`API_TOKEN=[secure]`,

		`password: «can't» stop`,
		`UPDATE_PASSWORD=«Zb8Wn4kQ7x»`,
		`GPG_KEY=«LS0tLS1CRUdJTiBQR1A»`,
		`PASSWORD_KEY=«Zb8Wn4kQ7xZb8Wn4kQ7x» n=1`,
		`EXISTING_SECRET=«Zb8Wn4kQ7xZb8Wn4kQ7x»`,
		`secret_info=«Zb8Wn4kQ7xZb8Wn4kQ7x»`,
		`PASSWORD_HISTORY=«Zb8Wn4kQ7xZb8Wn4kQ7x»`,
		`job token: «kJqXpZabWm8»`,
		`token: «default-token-x2a7z»`,
		`ada:token:«compileZb8Wn4»`,
		`update_password_to=«hunter2»`,
	})
}

// Lines of programs: blanks around the equals sign, or a comma behind the member, tell them from what is logged.
func TestContractLinesOfPrograms(t *testing.T) {
	asMarked(t, []string{
		`    token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)`,
		`    token = jwt.encode(payload, settings.SECRET_KEY, algorithm="HS256")`,
		"    password: bytes.TrimSpace(b),\n",
		`    String password = passwordEncoder.encode(dto.getPassword());`,
		`    const password = await bcrypt.hash(req.body.password, 10);`,
		`    const secret = fs.readFileSync('/run/secrets/token', 'utf8').trim();`,
		`    const token = jwt.sign({ id: user.id }, process.env.JWT_SECRET, { expiresIn: '1h' });`,
		`    var token = await _tokenService.CreateAsync(user, cancellationToken).ConfigureAwait(false);`,
		`    let session = Session::builder().build()?;`,
		`    password = config["db"]["password"]`,
		`    token = models.CharField(max_length=64, unique=True, default=uuid.uuid4)`,
		`    password = Column(String(128), nullable=False)`,
		`    token = params[:token]`,
		`    token = user.signed_id(purpose: :password_reset, expires_in: 15.minutes)`,
		"    password: yup.string().required(\"Password is required\"),\n",
		`    $token = bin2hex(random_bytes(32));`,
		`    'password' => Hash::make($request->password),`,
		`    'password' => $password,`,
		`    session = boto3.Session(profile_name="dev")`,
		`    password = hashlib.sha256(raw.encode()).hexdigest()`,
		`    secret = client.get_secret_value(SecretId="prod/db")["SecretString"]`,
		`    client = Client(api_key=api_key, timeout=30)`,

		`    token = «jwt.encode(payload, "Zb8Wn4kQ7x", algorithm="HS256")»`,
		`    password = «hashlib.sha256("hunter")»`,
		`    password = «hash.of(hunter2)»`,
		`    password = «Password(hunter)»`,
		`    password = «auth.Password(hunter)»`,
		`    password = «auth.Password(value=hunter)»`,
		`    password = «encode(hunter)»`,
		`    password = «pin.of(48213)»`,
		`    password = «map[hunter]»`,
		`    password: «my.secret(hunter)»`,
		`    password=«my.secret(hunter)»`,
		`    password = «crypto.hash("correct horse battery staple")»`,
		`    password = «Zb8.Wn4(kQ7x)»`,
		`    api_key=«api-key»`,
	})
}
