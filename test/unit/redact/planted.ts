import { BASE32, DIGITS, Draw, JOIN, LETTERS, LOWER, UPPER } from './draw';

export interface Planted {
  readonly kind: string;
  /** A line as a log or a report has it. */
  readonly line: string;
  readonly secret: string;
}

/** 25 kinds with a secret in a line, put together from parts so that no scanner takes this file for a leak. */
const KINDS: readonly (readonly [string, (draw: Draw, secret: string) => string, (draw: Draw) => string])[] =
  [
    [
      'AWS access key',
      (_, s) => `aws configure: key ${s} is not authorized`,
      (d) => `AK${JOIN}IA${d.of(BASE32, 16)}`,
    ],
    ['AWS secret key', (_, s) => `aws_secret_access_key = ${s}`, (d) => `${d.word(20)}/${d.word(19)}`],
    ['Google API key', (_, s) => `GET /maps?key=${s} 403`, (d) => `AI${JOIN}za${d.word(35)}`],
    ['Google access token', (_, s) => `token refreshed: ${s}`, (d) => `ya${JOIN}29.a0${d.word(80)}`],
    [
      'GitHub token',
      (_, s) => `fatal: could not read from https://x:${s}@github.com/a/b`,
      (d) => `gh${JOIN}p_${d.word(36)}`,
    ],
    ['GitLab token', (_, s) => `remote: denied for ${s}.`, (d) => `gl${JOIN}pat-${d.word(20)}`],
    [
      'Slack token',
      (_, s) => `slack: invalid_auth (${s})`,
      (d) => `xo${JOIN}xb-${d.of(DIGITS, 12)}-${d.of(DIGITS, 12)}-${d.word(24)}`,
    ],
    [
      'Slack webhook',
      (_, s) => `POST https://${s} 404`,
      (d) => `hooks.slack${JOIN}.com/services/T${d.of(UPPER, 8)}/B${d.of(UPPER, 8)}/${d.word(24)}`,
    ],
    [
      'Stripe key',
      (_, s) => `stripe.error: Invalid API Key provided: ${s}`,
      (d) => `sk_${JOIN}live_${d.word(24)}`,
    ],
    ['SendGrid key', (_, s) => `SENDGRID="${s}"`, (d) => `S${JOIN}G.${d.word(22)}.${d.word(43)}`],
    ['npm token', (_, s) => `//registry.npmjs.org/:_authToken=${s}`, (d) => `np${JOIN}m_${d.word(36)}`],
    [
      'private key',
      (_, s) => `key:\n${s}\n`,
      (d) =>
        `-----BEGIN RSA PRIV${JOIN}ATE KEY-----\n${d.word(64)}\n${d.word(64)}\n-----END RSA PRIV${JOIN}ATE KEY-----`,
    ],
    [
      'JWT',
      (_, s) => `Invalid or expired token: ${s}`,
      (d) =>
        `${d.base64url({ alg: 'HS256', typ: 'JWT' })}.${d.base64url({ sub: d.hex(24), iat: 1 })}.${d.word(43)}`,
    ],
    [
      'bearer token',
      (_, s) => `-H "Authorization: Bearer ${s}"`,
      (d) => `${d.word(16)}${d.of(DIGITS, 2)}-${d.word(16)}`,
    ],
    [
      'basic credentials',
      (_, s) => `authorization: Basic ${s}`,
      (d) => Buffer.from(`svc-${d.word(8)}:${d.word(12)}`).toString('base64'),
    ],
    ['cookie', (_, s) => `Cookie: ${s}`, (d) => `session=${d.word(32)}; csrf=${d.hex(16)}`],
    [
      'password in a URL',
      (_, s) => `connect to postgresql://app:${s}@db.internal:5432/main failed`,
      (d) => `${d.word(6)}!${d.word(8)}`,
    ],
    [
      'password variable',
      (d, s) => `${['DB', 'SMTP', 'REDIS', 'ADMIN'][d.number(0, 3)]}_PASSWORD=${s}`,
      (d) => `${d.of(LOWER, 6)}-${d.of(LOWER, 7)}`,
    ],
    [
      'JSON secret',
      (_, s) => `{"client_id": "web", "client_secret": "${s}"}`,
      (d) => `${d.word(15)}${d.of(DIGITS, 3)}`,
    ],
    ['API key header', (_, s) => `X-Api-Key: ${s}`, (d) => `${d.hex(30)}a1`],
    ['signed address', (_, s) => `GET /export.csv?id=3&signature=${s} 403`, (d) => `${d.word(38)}1a`],
    [
      'Azure storage key',
      (_, s) => `AccountName=logs;AccountKey=${s};EndpointSuffix=core.windows.net`,
      (d) => `${d.word(86)}==`,
    ],
    [
      'e-mail address',
      (_, s) => `ERROR no account for ${s} in tenant`,
      (d) =>
        `${d.of(LOWER, 6)}.${d.of(LOWER, 8)}@${d.of(LOWER, 7)}.${['io', 'com', 'de', 'co.uk'][d.number(0, 3)]}`,
    ],
    [
      'IP address',
      (d, s) =>
        [`client ${s} disconnected`, `remote_addr=${s}`, `[${s}]:443 refused`, `"${s} - - GET /"`][
          d.number(0, 3)
        ] ?? s,
      (d) =>
        d.number(0, 1)
          ? `${d.number(11, 99)}.${d.number(20, 250)}.${d.number(1, 250)}.${d.number(1, 250)}`
          : `2a00:${d.of('123456789', 4)}:${d.of('123456789', 4)}::${d.of('123456789', 3)}`,
    ],
    [
      'user id',
      (d, s) =>
        [`user_id=${s} not found`, `{"userId":"${s}"}`, `threads of user ${s}: none`, `uid: ${s}`][
          d.number(0, 3)
        ] ?? s,
      (d) => d.uuid(),
    ],
  ];

/** 100 secrets, four of each of the 25 kinds. */
export function plantedSecrets(): Planted[] {
  const draw = new Draw(20250904);
  return KINDS.flatMap(([kind, line, secretOf]) =>
    Array.from({ length: 4 }, () => {
      const secret = secretOf(draw);
      return { kind, secret, line: line(draw, secret) };
    }),
  );
}

/** 40 kinds of harmless text that has something of a secret. */
const LOOK_ALIKES: readonly ((draw: Draw) => string)[] = [
  (d) => `commit ${d.hex(40)}`,
  (d) => `at \`${d.hex(7)}\` on revision netra-backend-staging-00${d.number(100, 999)}-${d.of(LOWER, 3)}`,
  (d) => `request id ${d.uuid()} took ${d.number(1, 900)} ms`,
  (d) => `insertId ${d.hex(16)}`,
  (d) => `image gcr.io/shop/api@sha256:${d.hex(64)}`,
  (d) => `"integrity": "sha512-${d.word(86)}=="`,
  (d) => `trace: projects/shop/traces/${d.hex(32)}`,
  (d) => `Chrome/${d.number(90, 140)}.0.${d.number(1000, 9000)}.${d.number(10, 250)} Safari/537.36`,
  (d) => `upgraded to version ${d.number(1, 9)}.${d.number(1, 20)}.${d.number(1, 20)}.${d.number(1, 200)}`,
  (d) => `listening on 127.0.0.${d.number(1, 250)}:8080`,
  (d) => `2025-09-04T15:42:02.${d.of(DIGITS, 9)}Z ERROR boom`,
  (d) => `12:${d.number(10, 59)}:${d.number(10, 59)} the password field is required`,
  (d) => `token: str = Field(default=None, max_length=${d.number(10, 900)})`,
  (d) => `password: string; // at least ${d.number(8, 20)} characters`,
  (d) => `const token = await getToken(user${d.number(1, 9)}.name);`,
  (d) => `api_key = os.environ["API_KEY_${d.number(1, 9)}"]`,
  (d) => `"X-Service-Key": get_env().get("SERVICE_KEY_${d.number(1, 9)}")`,
  () => 'DB_PASSWORD=${DB_PASSWORD}',
  () => 'JWT_SECRET_KEY=<your secret>',
  (d) => `Authorization: Bearer $TOKEN_${d.number(1, 9)}`,
  () => 'Authorization: Bearer <token>',
  (d) => `max_tokens=${d.number(100, 9000)}, token_count: ${d.number(100, 90000)}`,
  (d) => `write to docs@example.com or user${d.number(1, 99)}@test.example`,
  (d) => `logo@${d.number(2, 3)}x.png was not found`,
  () => 'git clone git@github.com:shop/api.git',
  (d) => `npm install left-pad@1.${d.number(0, 9)}.${d.number(0, 9)}`,
  (d) => `File "/app/shop/token.py", line ${d.number(1, 900)}, in refresh_token`,
  (d) => `Thread.metadata_.op('->>')('user_id') == user_id # line ${d.number(1, 900)}`,
  (d) => `WHERE user_id = $${d.number(1, 9)} AND deleted_at IS NULL`,
  (d) => `user_id: int, account_id: UUID, retries=${d.number(1, 9)}`,
  (d) => `session_id = create_session(request, ${d.number(1, 9)})`,
  (d) => `mac 0${d.number(1, 9)}:1b:44:11:3a:${d.number(10, 99)}`,
  (d) => `sk-learn ${d.number(0, 1)}.${d.number(20, 99)} warns; npm_config_cache is set`,
  (d) => `subnet 10.${d.number(0, 250)}.0.0/16, mask 255.255.${d.number(0, 255)}.0`,
  (d) => `data:image/png;base64,iVBORw0KGgo${d.of(LETTERS, 60)}`,
  (d) => `https://console.cloud.google.com/logs/query;query=insertId%3D%22${d.hex(16)}%22?project=shop`,
  (d) => `status code=${d.number(400, 599)} key=orders:${d.number(1, 99)} ttl=${d.number(1, 99)}s`,
  (d) => `order ${d.of(DIGITS, 16)} was paid at ${d.of(DIGITS, 13)}`,
  (d) => `std::vector<int>::at ${d.hex(4)} in 0x${d.hex(12)}`,
  (d) => `the cookie banner is shown ${d.number(2, 9)} times; password reset works`,
];

/** 200 harmless lines, five of each kind. */
export function lookAlikes(): string[] {
  const draw = new Draw(20250905);
  return LOOK_ALIKES.flatMap((line) => Array.from({ length: 5 }, () => line(draw)));
}
