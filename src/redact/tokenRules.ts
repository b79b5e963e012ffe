import type { Rule } from './rule';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/**
 * Tokens that say by their form whose they are. The forms are those that the issuers document, for their users and for
 * secret scanners: prefix, alphabet, length.
 */
export const TOKEN_RULES: readonly Rule[] = [
  {
    kind: 'private-key',
    name: 'a private key',
    // Up to its end; without one, the lines of base64 that follow, escaped or not.
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?:[^-]|-(?!----)){0,20000}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|(?:[\s\\"'+,|>]{1,40}[A-Za-z0-9+/=]{16,4000}){1,400})/dg,
  },
  {
    kind: 'jwt',
    name: 'a JSON Web Token',
    // Two or three parts, or the five of an encrypted one, whose header begins with `{"alg":`, `{"typ":`, `{"kid":` or `{"enc":`.
    pattern:
      /(?<![\w-])(?:eyJ[\w-]{8,4000}\.eyJ[\w-]{8,8000}(?:\.[\w-]{0,2000})?|eyJ(?:hbGciOi|0eXAiOi|raWQiOi|lbmMiOi)[\w-]{4,4000}(?:\.[\w-]{0,8000}){1,4})/dg,
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
  token('huggingface-token', 'a Hugging Face token', /hf_[A-Za-z0-9]{30,40}/),
  token('digitalocean-token', 'a DigitalOcean token', /do[opr]_v1_[0-9a-f]{64}/),
  token('shopify-token', 'a Shopify token', /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/),
  token('linear-key', 'a Linear key', /lin_(?:api|oauth)_[A-Za-z0-9]{32,80}/),
  token('notion-token', 'a Notion token', /(?:ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{43})/),
  token('telegram-token', 'a Telegram bot token', /(?:bot)?\d{8,10}:AA[\w-]{33}/),
  token('grafana-token', 'a Grafana token', /gl(?:sa|c)_[\w+/=-]{32,300}/),
  token('databricks-token', 'a Databricks token', /dapi[0-9a-f]{32}(?:-\d)?/),
  token('vault-token', 'a Vault token', /hv[sbr]\.[\w-]{24,300}/),
  {
    ...token('vault-token', 'a Vault token', /s\.[A-Za-z0-9]{24}/),
    accepts: (secret) => isNoExample(secret) && (secret.match(/\d/g)?.length ?? 0) >= 2,
  },
  token('terraform-token', 'a Terraform token', /[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,80}/),
  token('atlassian-token', 'an Atlassian token', /AT(?:ATT|CTT)3[\w=-]{60,300}/),
  token('sentry-token', 'a Sentry token', /sntr(?:ys|yu)_[\w+/=-]{40,300}/),
  token('new-relic-key', 'a New Relic key', /NR(?:AK|JS|II|AA)-[A-Z0-9]{19,40}/),
  token('postman-key', 'a Postman key', /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/),
  token('supabase-token', 'a Supabase token', /sb[ps]_[0-9a-f]{40}|sb_secret_[\w-]{20,60}/),
  token('figma-token', 'a Figma token', /figd_[\w-]{36,60}/),
  token('airtable-token', 'an Airtable token', /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/),
  token('doppler-token', 'a Doppler token', /dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40,80}/),
  token('planetscale-token', 'a PlanetScale token', /pscale_(?:tkn|pw|oauth)_[\w.=-]{32,80}/),
  token('netlify-token', 'a Netlify token', /nfp_[A-Za-z0-9]{36,60}/),
  token('groq-key', 'a Groq key', /gsk_[A-Za-z0-9]{40,60}/),
  token('xai-key', 'an xAI key', /xai-[A-Za-z0-9]{60,100}/),
  token('perplexity-key', 'a Perplexity key', /pplx-[A-Za-z0-9]{40,60}/),
  token('replicate-token', 'a Replicate token', /r8_[A-Za-z0-9]{37}/),
  token('rubygems-key', 'a RubyGems key', /rubygems_[0-9a-f]{48}/),
  token('crates-token', 'a crates.io token', /cio[A-Za-z0-9]{32}/),
  token('nuget-key', 'a NuGet key', /oy2[a-z0-9]{43}/),
  token('dynatrace-token', 'a Dynatrace token', /dt0c01\.[A-Z2-7]{24}\.[A-Z2-7]{64}/),
  token('heroku-key', 'a Heroku key', /HRKU-[\w-]{36,70}/),
  token('pulumi-token', 'a Pulumi token', /pul-[0-9a-f]{40}/),
  token('sonar-token', 'a Sonar token', /sq[apu]_[0-9a-f]{40}/),
  token('square-token', 'a Square token', /(?:sq0[a-z]{3}-|EAAA)[\w-]{22,80}/),
  token('circleci-token', 'a CircleCI token', /CCIPAT_[\w-]{40,90}/),
  token('buildkite-token', 'a Buildkite token', /bkua_[0-9a-f]{40}/),
  token('launchdarkly-key', 'a LaunchDarkly key', new RegExp(`(?:sdk|api|mob)-${UUID}`)),
  token('mapbox-token', 'a Mapbox token', /sk\.eyJ[\w-]{20,200}\.[\w-]{20,40}/),
  token('facebook-token', 'a Facebook token', /EAA[A-Z][A-Za-z0-9]{80,300}/),
  token('cloud-messaging-key', 'a Firebase Cloud Messaging key', /AAAA[\w-]{7}:[\w-]{130,160}/),
  token('bedrock-key', 'an Amazon Bedrock key', /ABSK[A-Za-z0-9+/=]{100,300}/),
  token('aws-session-token', 'an AWS session token', /(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[A-Za-z0-9+/=%]{60,2000}/),
  token(
    'braintree-token',
    'a Braintree token',
    /access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}/,
  ),
  token('azure-secret', 'an Azure client secret', /[\w~.-]{3}\dQ~[\w~.-]{31,34}/),
  token(
    'teams-webhook',
    'a Microsoft Teams webhook',
    /(?<=https:\/\/[\w.-]{1,80}\.)(?:webhook\.)?office\.com\/webhook(?:b2)?\/[\w@/-]{40,300}/,
  ),
  token('zapier-webhook', 'a Zapier webhook', /hooks\.zapier\.com\/hooks\/catch\/\d{4,12}\/[a-z0-9]{4,20}/),
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
  return {
    kind,
    name,
    pattern: new RegExp(`(?<![A-Za-z0-9_])(?:${form.source})(?![A-Za-z0-9_])`, 'dg'),
    accepts: isNoExample,
  };
}

/** Not one of a manual, as `…EXAMPLE` of Amazon's or a row of one character. */
function isNoExample(secret: string): boolean {
  return !/example|(.)\1{9}/i.test(secret);
}
