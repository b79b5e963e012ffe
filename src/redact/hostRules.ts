import type { Around, Rule } from './rule';

/** The address of a machine that is somebody's. */
export const HOST_RULES: readonly Rule[] = [
  {
    kind: 'ip',
    name: 'an IP address',
    pattern: /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/dg,
    accepts: isHost,
  },
  {
    kind: 'ip',
    name: 'an IP address',
    pattern: /(?<![\w:.])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{4,36}(?![\w:])/dg,
    accepts: isHostV6,
  },
];

/** Four parts of an address that is somebody's: no version, no mask, no network, none that every machine or document has. */
function isHost(text: string, { before, after }: Around): boolean {
  const parts = text.split('.');
  if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return false;
  if (PRODUCT.test(before) && !/^(?:10|172|192)\./.test(text)) return false; // its version
  if (/^(?:22[4-9]|23\d)\.|\.0\.0$/.test(text)) return false; // of a group, or of a network
  if (HARMLESS_HOST.test(text) || (isCommon(text) && !ofPeer(before, after))) return false;
  if (
    /(?:[A-Za-z]\/|§|\b(?:v|ver|versions?|build|release|rev|revision|assembly|driver|firmware|chrome|(?:up|down)grade[ds]?(?: from| to)?|(?:update|bump|migrate|move)[ds]?(?: from| to)|section|chapter|os|macos|ios|android|windows|step|oid)["']?[ :=]{0,3}["']?)$/i.test(
      before,
    )
  )
    return false;
  if (
    /@$|[<>^~=]=? ?$/.test(before) &&
    !/ip\w{0,12}=$|addr\w{0,12}=$|host=$|client=$|peer=$|from=$|src=$|source=$|dst=$|remote=$|server=$|origin=$/i.test(
      before,
    )
  )
    return false;
  return !(/^\/\d/.test(after) && parts[3] === '0');
}

/** What has versions of four parts. */
const PRODUCT =
  /\b(?:postgres(?:ql)?|mysql|mariadb|redis|node|nginx|kernel|python|java|jdk|php|ruby|openssl|lib\w{1,20}|sdk|api|package|module|plugin|jar|gem)[ @:-]$/i;

/** Loopback, unspecified, masks, broadcast, metadata server. */
const HARMLESS_HOST = /^(?:127\.|0\.|255\.|169\.254\.169\.254$)/;

/** Documentation (RFC 5737), resolvers that everybody asks, gateways as they come: somebody's only where a log says whose. */
const COMMON_HOST =
  /^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|8\.8\.(?:8\.8|4\.4)$|1\.1\.1\.1$|1\.0\.0\.1$|172\.1[78]\.0\.1$|192\.168\.[01]\.1$|10\.0\.0\.1$)/;

/** One of those, or small numbers alone, which a version or a section has as well: `1.2.3.4`. */
function isCommon(text: string): boolean {
  return COMMON_HOST.test(text) || (/^(?:[12]?\d\.){3}[12]?\d$/.test(text) && !text.startsWith('10.'));
}

/** What a log writes beside the address of who called: `client_ip=`, `from`, `X-Forwarded-For:`, `… - - [`. */
function ofPeer(before: string, after: string): boolean {
  return (
    /(?:ip|ips|addr|address|client|peer|remote\w{0,10}|forwarded[\w-]{0,8}|(?<![a-z])(?:from|for|by)|user|host|source|src|origin|caller|visitor)\\?["'`]?\s{0,2}[=:]?\s{0,2}[[(]?\\?["'`]?$/i.test(
      before,
    ) || /^ - \S+ \[| port \d/.test(after)
  );
}

/** Eight groups, or fewer around one `::`; times and hardware addresses have no such form. */
function isHostV6(text: string, { before, after }: Around): boolean {
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return false;
  if (halves.length === 1 ? groups.length !== 8 : groups.length < 3 || groups.length > 7) return false;
  if (/^2001:0?db8:/i.test(text)) return ofPeer(before, after);
  return /[0-9a-f]{3}/i.test(text) && !/^fe80:/i.test(text);
}
