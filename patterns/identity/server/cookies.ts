import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { cookieIn } from '@plaza-ds/forms/server';
import type { Site } from '@plaza-ds/forms/server';

const name = 'plaza-session';

/** The session that a browser's cookie names. */
export function sessionTokenIn(request: Request, site: Site): string | undefined {
  return cookieIn(request, site, name);
}

const options = (site: Site) => ({
  ...(site.secure && { prefix: 'host' as const }),
  path: '/',
  secure: site.secure,
  httpOnly: true,
  sameSite: 'Lax' as const,
});

/** Gives the browser its session: nothing but a number that nobody can guess. It goes when the browser closes. */
export function giveSession(call: Context, site: Site, token: string): void {
  setCookie(call, name, token, options(site));
}

export function takeSession(call: Context, site: Site): void {
  deleteCookie(call, name, options(site));
}
