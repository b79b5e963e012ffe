import { BASE32, DIGITS, Draw, JOIN, UPPER } from './draw';
import type { Planted } from './planted';

/** What is secret, and the lines that it stands in. */
interface Kind {
  readonly kind: string;
  readonly secret: (draw: Draw) => string;
  readonly lines: readonly ((secret: string, draw: Draw) => string)[];
}

const PASSWORDS = ['Tr0ub4dor&3', 'hunter2!xyz', 'S3cur3-P@ss', 'correcthorse', 'Winter2024#', 'qwe123RTY'];
const FIRST = ['maria', 'jonas', 'priya', 'chen', 'olga', 'pierre'];
const LAST = ['schneider', 'okafor', 'tanaka', 'silva', 'novak', 'garcia'];

const password = (draw: Draw) => `${draw.one(PASSWORDS)}${draw.of(DIGITS, 2)}`;
const jwt = (draw: Draw) =>
  `${draw.base64url({ alg: 'RS256', kid: draw.hex(8) })}.${draw.base64url({ iss: 'auth', exp: 17 })}.${draw.word(86)}`;
const keyBlock = (label: string, between: string, draw: Draw) => {
  const dashes = '-'.repeat(5);
  const lines = [64, 64, 24].map((length) => draw.word(length));
  return [`${dashes}BEGIN ${label}${dashes}`, ...lines, `${dashes}END ${label}${dashes}`].join(between);
};

/** Kinds of secrets and personal data as vendors write them and as logs, settings and shells show them. */
const KINDS: readonly Kind[] = [
  {
    kind: 'AWS access key id',
    secret: (d) => `${d.one(['AK', 'AS'])}${JOIN}IA${d.of(BASE32, 16)}`,
    lines: [
      (s) => `export AWS_ACCESS_KEY_ID=${s}`,
      (s) => `botocore.exceptions.ClientError: InvalidClientTokenId for ${s}`,
      (s) => `<AWSAccessKeyId>${s}</AWSAccessKeyId>`,
      (s) => `{"accessKeyId":"${s}","region":"eu-west-1"}`,
    ],
  },
  {
    kind: 'AWS secret access key',
    secret: (d) => `${d.word(11)}+${d.word(18)}/${d.word(9)}`,
    lines: [
      (s) => `secret access key: ${s}`,
      (s) => `AWS Secret: ${s}`,

      (s) => `AWS_SECRET_ACCESS_KEY: ${s}`,
      (s) => `"secretAccessKey": "${s}",`,
      (s) => `boto3.client('s3', aws_secret_access_key='${s}')`,
      (s) => `SecretAccessKey=${s} Region=us-east-1`,
    ],
  },
  {
    kind: 'AWS session token',
    secret: (d) => `IQoJ${JOIN}b3JpZ2luX2Vj${d.word(180)}==`,
    lines: [
      (s) => `aws_session_token = ${s}`,
      (s) => `X-Amz-Security-Token: ${s}`,
      (s) => `"SessionToken": "${s}"`,
    ],
  },
  {
    kind: 'Google API key',
    secret: (d) => `AI${JOIN}za${d.word(35)}`,
    lines: [
      (s) => `google.maps.error ApiNotActivatedMapError (${s})`,
      (s) => `firebase: { apiKey: "${s}", authDomain: "shop.firebaseapp.com" }`,
    ],
  },
  {
    kind: 'Google OAuth client secret',
    secret: (d) => `GOC${JOIN}SPX-${d.word(28)}`,
    lines: [
      (s) => `oauth2: unauthorized_client for ${s}`,
      (s) => `client_secret: ${s}`,
      (s) => `--client-secret ${s}`,
    ],
  },
  {
    kind: 'GCP service account key',
    secret: (d) => keyBlock(`PRIV${JOIN}ATE KEY`, '\\n', d),
    lines: [
      (s) => `{"type":"service_account","private_key":"${s}\\n","client_id":"1"}`,
      (s) => `GOOGLE_KEY='${s}'`,
    ],
  },
  {
    kind: 'Azure storage key',
    secret: (d) => `${d.word(86)}==`,
    lines: [
      (s) => `DefaultEndpointsProtocol=https;AccountName=prod;AccountKey=${s}`,
      (s) => `az storage blob list --account-key ${s}`,
      (s) => `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${s}`,
    ],
  },
  {
    kind: 'Azure shared access signature',
    secret: (d) => `${d.word(20)}%2B${d.word(20)}%3D`,
    lines: [
      (s) => `BlobEndpoint=https://x;SharedAccessSignature=sv=1&sig=${s}`,

      (s) => `https://prod.blob.core.windows.net/c/b.zip?sv=2022-11-02&se=2025-01-01&sr=b&sp=r&sig=${s}`,
      (s) => `PUT /c/x?comp=block&sig=${s}&sr=c 403`,
    ],
  },
  {
    kind: 'Azure client secret',
    secret: (d) => `${d.word(3)}8Q~${d.word(34)}`,
    lines: [(s) => `AZURE_CLIENT_SECRET=${s}`, (s) => `AADSTS7000215: Invalid client secret provided: ${s}`],
  },
  {
    kind: 'GitHub token',
    secret: (d) => `gh${JOIN}${d.one(['p', 'o', 's', 'u', 'r'])}_${d.word(36)}`,
    lines: [
      (s) => `curl -H 'Authorization: token ${s}' https://api.github.com/user`,
      (s) => `GH_TOKEN=${s} gh pr list`,
      (s) => `git push https://${s}@github.com/shop/api.git`,
    ],
  },
  {
    kind: 'GitHub fine-grained token',
    secret: (d) => `github${JOIN}_pat_${d.word(22)}_${d.word(59)}`,
    lines: [(s) => `Bad credentials: ${s}`, (s) => `token = "${s}"`],
  },
  {
    kind: 'GitLab token',
    secret: (d) => `gl${JOIN}${d.one(['pat', 'dt', 'rt', 'ptt'])}-${d.word(20)}`,
    lines: [
      (s) => `PRIVATE-TOKEN: ${s}`,
      (s) => `fatal: Authentication failed for https://oauth2:${s}@gitlab.com/shop/api.git/`,
    ],
  },
  {
    kind: 'Slack token',
    secret: (d) =>
      `xo${JOIN}x${d.one(['b', 'p', 'a'])}-${d.of(DIGITS, 11)}-${d.of(DIGITS, 12)}-${d.word(24)}`,
    lines: [(s) => `SLACK_BOT_TOKEN=${s}`, (s) => `slack_sdk.errors.SlackApiError token: ${s}`],
  },
  {
    kind: 'Slack app token',
    secret: (d) => `xa${JOIN}pp-1-A${d.of(UPPER, 10)}-${d.of(DIGITS, 13)}-${d.hex(64)}`,
    lines: [(s) => `socket mode failed with ${s}`],
  },
  {
    kind: 'incoming webhook',
    secret: (d) => `${d.of(BASE32, 9)}/B${d.of(BASE32, 10)}/${d.word(24)}`,
    lines: [
      (s) => `alertmanager: POST https://hooks.slack${JOIN}.com/services/T${s}: 404 no_service`,
      (s) => `webhook_url: "https://hooks.slack${JOIN}.com/services/T${s}"`,
    ],
  },
  {
    kind: 'Discord webhook',
    secret: (d) => `${d.word(34)}-${d.word(33)}`,
    lines: [(s, d) => `POST https://discord${JOIN}.com/api/webhooks/${d.of(DIGITS, 18)}/${s} 401`],
  },
  {
    kind: 'Stripe key',
    secret: (d) => `${d.one(['sk', 'rk'])}_${JOIN}${d.one(['live', 'test'])}_${d.word(24)}`,
    lines: [
      (s) => `stripe.api_key = '${s}'`,
      (s) => `No such customer; request made with ${s}`,
      (s) => `curl -u ${s}: https://api.stripe.com/v1/charges`,
    ],
  },
  {
    kind: 'Stripe webhook secret',
    secret: (d) => `wh${JOIN}sec_${d.word(32)}`,
    lines: [(s) => `No signatures found matching the expected signature for payload (${s})`],
  },
  {
    kind: 'Twilio token',
    secret: (d) => d.hex(32),
    lines: [
      (s) => `AccountSid AC0 / AuthToken: ${s}`,

      (s) => `TWILIO_AUTH_TOKEN=${s}`,
      (s, d) => `twilio: Client("A${JOIN}C${d.hex(32)}", auth_token="${s}")`,
    ],
  },
  {
    kind: 'Twilio API key',
    secret: (d) => `S${JOIN}K${d.hex(32)}`,
    lines: [(s) => `twilio.base.exceptions: 20003 Authenticate ${s}`],
  },
  {
    kind: 'SendGrid key',
    secret: (d) => `S${JOIN}G.${d.word(22)}.${d.word(43)}`,
    lines: [(s) => `sendgrid: 401 for api key ${s}`, (s) => `smtp://apikey:${s}@smtp.sendgrid.net:587`],
  },
  {
    kind: 'Mailgun key',
    secret: (d) => `key${JOIN}-${d.hex(32)}`,
    lines: [(s) => `mailgun 401 Forbidden api:${s}`],
  },
  {
    kind: 'npm token',
    secret: (d) => `np${JOIN}m_${d.word(36)}`,
    lines: [(s) => `npm ERR! 401 token ${s} revoked`, (s) => `NPM_TOKEN: '${s}'`],
  },
  {
    kind: 'PyPI token',
    secret: (d) => `py${JOIN}pi-AgEIcHlwaS5vcmc${d.word(120)}`,
    lines: [(s) => `twine upload -u __token__ -p ${s} dist/*`, (s) => `password = ${s}`],
  },
  {
    kind: 'OpenAI key',
    secret: (d) => `sk${JOIN}-${d.one(['', 'proj-', 'svcacct-'])}${d.word(48)}`,
    lines: [
      (s) => `openai.AuthenticationError: Incorrect API key provided: ${s}.`,
      (s) => `OPENAI_API_KEY="${s}"`,
      (s) => `"headers": {"authorization": "Bearer ${s}"}`,
    ],
  },
  {
    kind: 'Anthropic key',
    secret: (d) => `sk${JOIN}-ant-api03-${d.word(60)}-${d.word(32)}AA`,
    lines: [(s) => `x-api-key: ${s}`, (s) => `anthropic.AuthenticationError invalid x-api-key ${s}`],
  },
  {
    kind: 'Hugging Face token',
    secret: (d) => `h${JOIN}f_${d.word(34)}`,
    lines: [(s) => `HUGGING_FACE_HUB_TOKEN=${s}`, (s) => `401 Client Error for token ${s}`],
  },
  {
    kind: 'Heroku key',
    secret: (d) => d.uuid(),
    lines: [
      (s) => `heroku auth:token ${s}`,
      (s) => `InstrumentationKey=${s};IngestionEndpoint=https://x`,
      (s) => `HEROKU_API_KEY=${s}`,
      (s) => `heroku_api_key: "${s}"`,
    ],
  },
  {
    kind: 'Datadog key',
    secret: (d) => d.hex(32),
    lines: [
      (s) => `SENTRY_DSN=https://${s}@o1.ingest.sentry.io/2`,
      (s) => `Authorization: Digest username="x", response="${s}"`,

      (s) => `datadog api_key:${s}`,

      (s) => `DD_API_KEY=${s}`,
      (s) => `DD-API-KEY: ${s}`,
      (s) => `POST https://http-intake.logs.datadoghq.com/v1/input?dd-api-key=${s}`,
    ],
  },
  {
    kind: 'DigitalOcean token',
    secret: (d) => `do${JOIN}p_v1_${d.hex(64)}`,
    lines: [(s) => `doctl: unable to authenticate ${s}`],
  },
  {
    kind: 'vendor token with a prefix',
    secret: (d) =>
      d.one([
        `shp${JOIN}at_${d.hex(32)}`,
        `hv${JOIN}s.${d.word(90)}`,
        `dap${JOIN}i${d.hex(32)}`,
        `glc${JOIN}_${d.word(60)}`,
        `lin${JOIN}_api_${d.word(40)}`,
        `PMA${JOIN}K-${d.hex(24)}-${d.hex(34)}`,
        `sntry${JOIN}s_${d.word(80)}`,
        `NRA${JOIN}K-${d.of(UPPER, 27)}`,
        `dckr${JOIN}_pat_${d.word(27)}`,
        `sb${JOIN}p_${d.hex(40)}`,
      ]),
    lines: [
      (s) => `request failed (${s})`,
      (s) => `- using ${s}`,
      (s) => `args: ["${s}"]`,
      (s) => `auth ${s} denied`,
      (s) => `key '${s}'`,
    ],
  },
  {
    kind: 'Telegram bot token',
    secret: (d) => `${d.of(DIGITS, 10)}:A${JOIN}A${d.word(33)}`,
    lines: [(s) => `GET https://api.telegram.org/bot${s}/getUpdates 409`],
  },
  {
    kind: 'JSON Web Token',
    secret: jwt,
    lines: [
      (s) => `jwt.exceptions.ExpiredSignatureError: ${s}`,
      (s) => `GET /ws?access_token=${s} 401`,
      (s) => `{'id_token': '${s}'}`,
    ],
  },
  {
    kind: 'authorization header',
    secret: (d) => `${d.word(22)}_${d.word(9)}.${d.word(7)}`,
    lines: [
      (s) => `map[authorization:[Bearer ${s}] accept:[*/*]]`,

      (s) => `Authorization=Bearer%20${s}`,

      (s) => `> Authorization: Bearer ${s}`,
      (s) => `{'Authorization': 'Bearer ${s}', 'Accept': '*/*'}`,
      (s) => `headers={"authorization":["Bearer ${s}"]}`,
      (s) => `proxy-authorization: Bearer ${s}`,
    ],
  },
  {
    kind: 'basic credentials',
    secret: (d) => Buffer.from(`deploy:${d.word(13)}`).toString('base64'),
    lines: [
      (s) => `Authorization: Basic ${s}`,
      (s) => `{"Authorization":"Basic ${s}"}`,
      (s) => `"auths": {"ghcr.io": {"auth": "${s}"}}`,
    ],
  },
  {
    kind: 'user and password of a command',
    secret: password,
    lines: [
      (s) => `ssh-keygen -N "${s}"`,
      (s) => `openssl enc -aes256 -k ${s}`,
      (s) => `gcloud sql users set-password app --password=${s}`,

      (s) => `curl -u admin:${s} https://ci.internal/job`,
      (s) => `mysql -h db -u root -p${s} shop`,
      (s) => `docker login -u ci -p ${s} registry.io`,
      (s) => `redis-cli -h cache -a ${s} ping`,
      (s) => `sshpass -p '${s}' ssh deploy@bastion`,
      (s) => `PGPASSWORD=${s} psql -h db -U app`,
      (s) => `./migrate --db-password ${s} --dry-run`,
      (s) => `kubectl create secret generic db --from-literal=password=${s}`,
    ],
  },
  {
    kind: 'cookie',
    secret: (d) => d.word(40),
    lines: [
      (s) => `Cookie: __Secure-next-auth.session-token=${s}`,
      (s) => `csrftoken=${s}`,
      (s) => `sid=${s}`,

      (s) => `Set-Cookie: sid=${s}; Path=/; HttpOnly; Secure`,
      (s) => `cookie: _ga=GA1.2.3; connect.sid=s%3A${s}`,
      (s) => `curl -b 'PHPSESSID=${s}' https://shop.io`,
      (s) => `"set-cookie":["auth=${s}; Max-Age=3600"]`,
    ],
  },
  {
    kind: 'session id',
    secret: (d) => d.hex(32),
    lines: [
      (s) => `{"cookies":{"session":"${s}"}}`,
      (s) => `session ${s} was evicted`,

      (s) => `session_id=${s} expired`,
      (s) => `"sessionId": "${s}"`,
      (s) => `JSESSIONID=${s}`,
      (s) => `sessid: ${s}`,
    ],
  },
  {
    kind: 'private key block',
    secret: (d) =>
      keyBlock(
        d.one([`OPENSSH PRIV${JOIN}ATE KEY`, `EC PRIV${JOIN}ATE KEY`, `PGP PRIV${JOIN}ATE KEY BLOCK`]),
        '\n',
        d,
      ),
    lines: [(s) => `cat id\n${s}\n`, (s) => `tls:\n  key: |\n${s}`],
  },
  {
    kind: 'password in an address',
    secret: password,
    lines: [
      (s) => `sqlalchemy.exc.OperationalError: postgresql+asyncpg://app:${s}@10.1.2.3/shop`,
      (s) => `mysql://root:${s}@db:3306/shop?ssl=true`,
      (s) => `MONGO=mongodb+srv://svc:${s}@c0.abcde.mongodb.net/?retryWrites=true`,
      (s) => `amqps://guest:${s}@mq:5671/%2f`,
      (s) => `redis://:${s}@cache:6379/0`,
      (s) => `proxy http://corp:${s}@proxy:3128`,
      (s) => `jdbc:oracle:thin:scott/${s}@//db:1521/orcl`,
      (s) => `jdbc:mysql://db/shop?user=app&password=${s}`,
    ],
  },
  {
    kind: 'password in a connection string',
    secret: password,
    lines: [
      (s) => `Server=tcp:db,1433;Database=shop;User ID=sa;Password=${s};Encrypt=true`,
      (s) => `Data Source=db;Uid=app;Pwd=${s};`,
      (s) => `host=db port=5432 user=app password=${s} dbname=shop`,
      (s) => `Host=db;Username=app;Password="${s}"`,
    ],
  },
  {
    kind: 'signature of an address',
    secret: (d) => d.hex(64),
    lines: [
      (s) => `X-Amz-Signature=${s}`,

      (s) => `https://s3.amazonaws.com/b/k?X-Amz-Expires=900&X-Amz-Signature=${s}`,
      (s) => `https://storage.googleapis.com/b/o?X-Goog-Date=20250904T1&X-Goog-Signature=${s}&x=1`,
      (s) => `https://cdn.shop.io/f.pdf?Expires=17&Signature=${s}&Key-Pair-Id=K1`,
    ],
  },
  {
    kind: 'password of a setting',
    secret: password,
    lines: [
      (s) => `{\n  "database": {\n    "password": "${s}"\n  }\n}`,
      (s) => `database:\n  username: app\n  password: "${s}"\n`,
      (s) => `environment:\n  - REDIS_PASSWORD=${s}\n`,
      (s) => `dsn="user=app password='${s}' host=db"`,
      (s) => `$env:DB_PASSWORD = "${s}"`,

      (s) => `- **Password**: \`${s}\``,
      (s) => `| DB_PASSWORD | \`${s}\` |`,
      (s) => `PASSWORT=${s}`,
      (s) => `contraseña: ${s}`,
      (s) => `密码: ${s}`,
      (s) => `basic auth admin:${s}`,
      (s) => `requests.get(url, auth=('svc', '${s}'))`,

      (s) => `spring.datasource.password=${s}`,
      (s) => `  password: ${s}`,
      (s) => `{"user":"app","password":"${s}"}`,
      (s) => `{'user': 'app', 'passwd': '${s}'}`,
      (s) => `level=error msg="login failed" user=app password=${s}`,
      (s) => `Settings(db_host='db', db_password='${s}', debug=False)`,
      (s) => `"MYSQL_ROOT_PASSWORD": "${s}"`,
      (s) => `<password>${s}</password>`,
      (s) => `SMTP_PASS=${s}`,
      (s) => `password is ${s}`,
      (s) => `{\\"password\\":\\"${s}\\"}`,
      (s) => `ALTER USER app WITH PASSWORD '${s}';`,
      (s) => `CREATE USER 'app'@'%' IDENTIFIED BY '${s}'`,
    ],
  },
  {
    kind: 'secret of a setting',
    secret: (d) => d.word(28),
    lines: [
      (s) => `algolia admin key: 4${s}`,
      (s) => `env:\n  - name: STRIPE_SECRET\n    value: "${s}"\n`,
      (s) => `Config{ApiKey:"1${s}", Timeout:30}`,

      (s) => `JWT_SECRET_KEY is ${s}`,
      (s) => `redis AUTH ${s}`,
      (s) => `token ${s} expired`,

      (s) => `JWT_SECRET=${s}`,
      (s) => `SECRET_KEY = '${s}'`,
      (s) => `"clientSecret": "${s}",`,
      (s) => `encryption_key: ${s}`,
      (s) => `signingKey="${s}"`,
      (s) => `webhookSecret=${s}`,
      (s) => `- name: APP_SECRET\n  value: ${s}`,
    ],
  },
  {
    kind: 'token of a protocol',
    secret: (d) => d.word(43),
    lines: [
      (s) => `"refresh_token":"1//0${s}"`,
      (s) => `grant_type=refresh_token&refresh_token=${s}&client_id=web`,
      (s) => `accessToken: '${s}'`,
      (s) => `X-Auth-Token: ${s}`,
      (s) => `X-CSRF-Token: ${s}`,
      (s) => `GET /callback?code=${s}&state=x`,
      (s) => `https://shop.io/reset-password?token=${s}`,
    ],
  },
  {
    kind: 'API key',
    secret: (d) => d.word(32),
    lines: [
      (s) => `GET https://api.weather.io/v1?q=Berlin&appid=${s} 401`,
      (s) => `?api_key=${s}&limit=5`,
      (s) => `x-api-key: ${s}`,
      (s) => `apikey=${s}`,
      (s) => `Api-Key ${s} is invalid`,
      (s) => `Ocp-Apim-Subscription-Key: ${s}`,
    ],
  },
  {
    kind: 'e-mail address',
    secret: (d) => {
      const domain = d.one(['gmail.com', 'web.de', 'corp.shop.io', 'yahoo.co.jp', 'acme-industries.com']);
      return `${d.one(FIRST)}${d.one(['.', '_', '+x.', ''])}${d.one(LAST)}${d.of(DIGITS, 2)}@${domain}`;
    },
    lines: [
      (s) => `User ${s} not found`,
      (s) => `to=<${s}>, relay=none, status=bounced`,
      (s) => `{"email":"${s}"}`,
      (s) => `GET /users?email=${s}`,
      (s) => `mailto:${s}`,
    ],
  },
  {
    kind: 'IP address',
    secret: (d) =>
      d.one([
        `${d.number(11, 99)}.${d.number(20, 250)}.${d.number(1, 250)}.${d.number(1, 250)}`,
        `203.0.113.${d.number(1, 250)}`,
        `2a02:${d.of('123456789', 4)}:${d.of('123456789', 4)}:1::${d.of('123456789', 3)}`,
        `10.${d.number(1, 250)}.${d.number(1, 250)}.${d.number(2, 250)}`,
      ]),
    lines: [
      (s) => `upstream timed out, client: ${s}, server: _`,
      (s) => `src_ip=${s} dst_port=443`,

      (s) => `${s} - - [04/Sep/2025:15:42:02 +0000] "GET / HTTP/1.1" 500 12`,
      (s) => `X-Forwarded-For: ${s}, 35.191.0.1`,
      (s) => `"remoteIp": "${s}"`,
      (s) => `Failed password for root from ${s} port 52144 ssh2`,
      (s) => `client_ip=${s} rate limited`,
      (s) => `connection refused by peer ${s}`,
    ],
  },
  {
    kind: 'user id',
    secret: (d) => d.one([d.uuid(), d.of('123456789', 7), d.hex(24), d.of('123456789', 5)]),
    lines: [
      (s) => `"user": {"id": "${s}"}`,
      (s) => `user#${s}1`,

      (s) => `User ID: ${s}`,
      (s) => `/api/users/${s}/threads 500`,
      (s) => `User(id=${s})`,
      (s) => `user '${s}' not found`,
      (s) => `for user_id ${s}`,

      (s) => `user_id=${s} quota exceeded`,
      (s) => `uid: ${s}`,
      (s) => `"userId":"${s}"`,
      (s) => `'user_id': '${s}'`,
      (s) => `userId=${s}, role=admin`,
      (s) => `"customer_id": ${s.length < 8 ? s : `"${s}"`}`,
      (s) => `User ${s} has no threads`,
      (s) => `account_id=${s}`,
    ],
  },
  {
    kind: 'payment data',
    secret: (d) => d.one([luhn(`4${d.of(DIGITS, 14)}`), luhn(`51${d.of(DIGITS, 13)}`), iban(d)]),
    lines: [
      (s) => `charge declined for card ${s}`,
      (s) => `"card_number":"${s}"`,
      (s) => `payout to ${s} failed`,
      (s) => `pan=${s} exp=12/27`,
    ],
  },
  {
    kind: 'subject of a token',
    secret: (d) => d.one([`auth0|${d.hex(24)}`, d.of('123456789', 21), `oidc|${d.word(12)}1`]),
    lines: [(s) => `"sub":"${s}"`, (s) => `'sub': '${s}', 'aud': 'web'`],
  },
  {
    kind: 'social security number',
    secret: (d) => `${d.of('12345', 3)}-${d.of(DIGITS, 2)}-${d.of(DIGITS, 4)}`,
    lines: [(s) => `ssn: ${s}`, (s) => `"social_security_number":"${s}"`],
  },
  {
    kind: 'phone number',
    secret: (d) =>
      d.one([
        `+49 170 ${d.of('123456789', 7)}`,
        `+1-${d.number(201, 980)}-${d.number(200, 990)}-${d.of(DIGITS, 4)}`,
        `+4477${d.of(DIGITS, 8)}`,
        `+33 6 ${d.of(DIGITS, 2)} ${d.of(DIGITS, 2)} ${d.of(DIGITS, 2)} ${d.of(DIGITS, 2)}`,
      ]),
    lines: [(s) => `SMS to ${s} was not delivered`, (s) => `"phone": "${s}"`, (s) => `phone=${s}`],
  },
];

/** All secrets, one in each line of each kind. */
export function fieldSecrets(seed: number): Planted[] {
  const draw = new Draw(seed);
  return KINDS.flatMap(({ kind, secret: secretOf, lines }) =>
    lines.map((line) => {
      const secret = secretOf(draw);
      return { kind, secret, line: line(secret, draw) };
    }),
  );
}

/** The digits with the check digit of ISO/IEC 7812-1 behind them. */
function luhn(digits: string): string {
  let sum = 0;
  for (const [index, digit] of digits.split('').reverse().entries()) {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** A German account number with its check digits, ISO 13616. */
function iban(draw: Draw): string {
  const account = `50010517${draw.of(DIGITS, 10)}`;
  const rest = BigInt(`${account}131400`) % 97n;
  return `DE${String(98n - rest).padStart(2, '0')}${account}`;
}
