import type { Context } from 'hono';
import { forgetVisitor } from '@plaza-ds/forms/server';
import { takeSession } from './cookies.ts';
import type { RunningIdentity } from './running-identity.ts';

/** Seconds after which a screen that somebody left starts again for whoever comes next. */
export const resetAfter = 20;

/**
 * Empties the browser of all that this site keeps in it (Clear-Site-Data, W3C), its pages that Back would show and the cookies that
 * open drafts too, and has the page start again by itself. The cookies go also where a browser does not know that header.
 */
export function emptyBrowser(running: RunningIdentity, call: Context): void {
  takeSession(call, running.site);
  forgetVisitor(call, running.site);
  call.header('Clear-Site-Data', '"cache", "cookies", "storage"');
  call.header('Refresh', `${resetAfter}; url=${running.home}`);
}
