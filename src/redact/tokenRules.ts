import type { Rule } from './rule';

/**
 * Tokens that say by their form whose they are. The forms are those that the issuers document, for their users and for
 * secret scanners: prefix, alphabet, length.
 */
export const TOKEN_RULES: readonly Rule[] = [
  {
    kind: 'private-key',
    name: 'a private key',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){0,20000}(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/dg,
  },
  {
    kind: 'jwt',
    name: 'a JSON Web Token',
    pattern: /(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{8,8000}(?:\.[\w-]{0,2000})?/dg,
  },
  token('aws-key', 'an AWS access key', /(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}/),
  token('google-api-key', 'a Google API key', /AIza[\w-]{35}/),
  token('google-oauth-secret', 'a Google OAuth client secret', /GOCSPX-[\w-]{28}/),
  token('google-access-token', 'a Google access token', /ya29\.[\w-]{20,2000}/),
  token('google-refresh-token', 'a Google refresh token', /1\/\/0[\w-]{30,200}/),
  token('github-token', 'a GitHub token', /(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{60,255})/),
  token('gitlab-token', 'a GitLab token', /gl(?:pat|dt|ptt|rt|ft|soat|cbt|imt|agent)-[\w-]{20,200}/),
  token('slack-token', 'a Slack token', /(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,250}/),
  token(
    'slack-webhook',
    'a Slack webhook',
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/]{20,200}/,
  ),
  token(
    'discord-webhook',
    'a Discord webhook',
    /discord(?:app)?\.com\/api\/webhooks\/\d{15,22}\/[\w-]{50,90}/,
  ),
  token('discord-token', 'a Discord bot token', /[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,40}/),
  token(
    'stripe-key',
    'a Stripe key',
    /(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/=]{24,100}/,
  ),
  token('sendgrid-key', 'a SendGrid key', /SG\.[\w-]{16,32}\.[\w-]{32,64}/),
  token('twilio-key', 'a Twilio API key', /SK[0-9a-f]{32}/),
  token('mailgun-key', 'a Mailgun key', /key-[0-9a-z]{32}/),
  token('mailchimp-key', 'a Mailchimp key', /[0-9a-f]{32}-us\d{1,2}/),
  token('npm-token', 'an npm token', /npm_[A-Za-z0-9]{36}/),
  token('pypi-token', 'a PyPI token', /pypi-[\w-]{50,400}/),
  token('docker-token', 'a Docker token', /dckr_(?:pat|oat)_[\w-]{20,100}/),
  token('anthropic-key', 'an Anthropic key', /sk-ant-[\w-]{20,200}/),
  token('openai-key', 'an OpenAI key', /sk-(?:(?:proj|svcacct|admin)-[\w-]{20,250}|[A-Za-z0-9]{40,64})/),
  token('huggingface-token', 'a Hugging Face token', /hf_[A-Za-z]{30,40}/),
  token('digitalocean-token', 'a DigitalOcean token', /do[opr]_v1_[0-9a-f]{64}/),
  token('shopify-token', 'a Shopify token', /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/),
  token('linear-key', 'a Linear key', /lin_(?:api|oauth)_[A-Za-z0-9]{32,80}/),
  token('notion-token', 'a Notion token', /(?:ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{43})/),
  token('telegram-token', 'a Telegram bot token', /\d{8,10}:AA[\w-]{33}/),
  token('grafana-token', 'a Grafana token', /gl(?:sa|c)_[\w+/=-]{32,300}/),
  token('databricks-token', 'a Databricks token', /dapi[0-9a-f]{32}(?:-\d)?/),
  token('vault-token', 'a Vault token', /hv[sbr]\.[\w-]{24,300}/),
  token('terraform-token', 'a Terraform token', /[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,80}/),
  token('atlassian-token', 'an Atlassian token', /AT(?:ATT|CTT)3[\w=-]{60,300}/),
  token('sentry-token', 'a Sentry token', /sntr(?:ys|yu)_[\w+/=-]{40,300}/),
  token('new-relic-key', 'a New Relic key', /NR(?:AK|JS|II|AA)-[A-Z0-9]{19,40}/),
  token('fly-token', 'a Fly.io token', /fo1_[\w-]{43}/),
  token('age-key', 'an age key', /AGE-SECRET-KEY-1[0-9A-Z]{58}/),
  {
    kind: 'azure-key',
    name: 'an Azure storage key',
    pattern: /\b(?:AccountKey|SharedAccessKey)=(?<secret>[A-Za-z0-9+/]{40,100}={0,2})/dg,
  },
];

/** A token that stands by itself: no letter, digit or underscore on either side. */
function token(kind: string, name: string, form: RegExp): Rule {
  return { kind, name, pattern: new RegExp(`(?<![A-Za-z0-9_])(?:${form.source})(?![A-Za-z0-9_])`, 'dg') };
}
