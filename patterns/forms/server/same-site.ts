import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import type { Site } from './site.ts';

const cookieName = 'plaza-visitor';
const copyName = 'plaza-offline';
const shape = /^[\w-]{22}$/;

/** 128 random bits, in characters that need no escaping anywhere. */
export function randomToken(): string {
  return randomBytes(16).toString('base64url');
}

/** Whether text has the shape of a token of ours. */
export function isToken(text: string | undefined): text is string {
  return text !== undefined && shape.test(text);
}

/**
 * The token in a cookie of a request; `__Host-` where cookies can be secure, so that no other host of the domain can set it. One that
 * came twice counts for nothing: a browser sends the one with the longer path first, which is the one that somebody else put there.
 */
export function cookieIn({ headers }: Request, site: Pick<Site, 'secure'>, cookie: string): string | undefined {
  const name = site.secure ? `__Host-${cookie}` : cookie;
  const pairs = (headers.get('cookie') ?? '').split(';');
  const [value, ...others] = new Set(pairs.flatMap((pair) => parse(pair, name)[name] ?? []));
  return isToken(value) && !others.length ? value : undefined;
}

/** The visitor that the browser's cookie names, or undefined where there is none. */
export function visitorOf(context: Context, site: Site): string | undefined {
  return cookieIn(context.req.raw, site, cookieName);
}

/** The visitor, who is given a cookie if the browser has none yet. */
export function ensureVisitor(context: Context, site: Site): string {
  const known = visitorOf(context, site);
  if (known) return known;
  const visitor = randomToken();
  setCookie(context, cookieName, visitor, optionsFor(site));
  return visitor;
}

/** Takes the cookie back: whoever sits down at this browser next opens none of what was begun in it. */
export function forgetVisitor(context: Context, site: Site): void {
  deleteCookie(context, cookieName, optionsFor(site));
}

/** Notes in a cookie that a device keeps answers, until the time when the last of them end: signing out empties it then. */
export function noteDeviceCopy(context: Context, site: Site, expires: Date): void {
  setCookie(context, copyName, randomToken(), { ...optionsFor(site), expires });
}

/** Has a browser that keeps answers delete them, with all else that this site stored in it (Clear-Site-Data, W3C). */
export function forgetDeviceCopy(context: Context, site: Site): void {
  if (!cookieIn(context.req.raw, site, copyName)) return;
  deleteCookie(context, copyName, optionsFor(site));
  context.header('Clear-Site-Data', '"storage"');
}

function optionsFor({ secure }: Site) {
  const sameSite = 'Lax' as const;
  return { ...(secure && { prefix: 'host' as const }), path: '/', secure, httpOnly: true, sameSite };
}

/**
 * What a form carries to show that this visitor was given its page. Another site knows neither the cookie
 * nor, therefore, the proof, and no secret of ours is needed to check it.
 */
export function proofOf(visitor: string, token: string): string {
  return createHash('sha256').update(`${visitor}.${token}`).digest('base64url');
}

/** Why a form may not have come from a page of ours; undefined where it has. */
export type Doubt = 'another-site' | 'no-proof';

/** Checks that a form was sent from our own page, so that no other site can send one in somebody's name. */
export function doubtAbout(
  context: Context,
  site: Site,
  token: string | undefined,
  proof: string | undefined,
): Doubt | undefined {
  const sender = senderOf(context.req.raw.headers, site);
  if (sender === 'other') return 'another-site';
  const visitor = visitorOf(context, site);
  // A browser that refuses cookies still says where the form was, and no page of another site can make it lie.
  if (!visitor && sender === 'ours') return undefined;
  return visitor && token && proof && isSame(proof, proofOf(visitor, token)) ? undefined : 'no-proof';
}

/** Whose page a request comes from, as the browser says. */
export function senderOf(headers: Headers, site: Site): 'ours' | 'other' | 'unknown' {
  const fetchSite = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (fetchSite && fetchSite !== 'same-origin' && fetchSite !== 'none') return 'other';
  if (origin && origin !== 'null') return site.isOurs(origin) ? 'ours' : 'other';
  return fetchSite === 'same-origin' ? 'ours' : 'unknown';
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
