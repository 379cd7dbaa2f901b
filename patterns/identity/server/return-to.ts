import type { Site } from '@plaza-ds/forms/server';

/** Says whether sign-in may lead to a path of the site; what it gives is where it leads. */
export type ReturnTo = (path: unknown) => string | undefined;

/** A space, a control character, a character that cannot be seen or that some browsers read as another. */
const unclear = /[\s\\\p{C}]/u;
/** The same in what was decoded, where a space is one. */
const unclearInside = /[\\\p{C}]|[^\S ]/u;
const longest = 2000;

/**
 * Where sign-in may lead back to: paths of this site under the given ones, and nothing else. An address of another site is none, in
 * whatever way it is written.
 *
 * @param allowed Such as `/demo`: that path, and all that is under it.
 * @param except Where it may not lead although it is under one of them: the pages of sign-in.
 */
export function returnTo(site: Pick<Site, 'origin'>, allowed: readonly string[], except: string): ReturnTo {
  const isUnder = (path: string, place: string) => {
    const start = place.replace(/\/$/, '');
    return path === start || path.startsWith(`${start}/`);
  };
  return (path) => {
    if (typeof path !== 'string' || path.length > longest || !path.startsWith('/')) return undefined;
    if (unclear.test(path) || path.includes('#') || !isPlain(path)) return undefined;
    const url = URL.canParse(path, site.origin) ? new URL(path, site.origin) : undefined;
    if (url?.origin !== site.origin || url.pathname + url.search !== path) return undefined;
    return allowed.some((place) => isUnder(url.pathname, place)) && !isUnder(url.pathname, except) ? path : undefined;
  };
}

/** Whether a path reads the same to whoever decodes it once, or twice. */
function isPlain(path: string): boolean {
  let text = path.split('?')[0]!;
  for (let times = 0; times < 3; times++) {
    if (text.includes('//') || unclearInside.test(text) || /(^|\/)\.\.?(\/|$)/.test(text)) return false;
    try {
      text = decodeURIComponent(text);
    } catch {
      return false;
    }
  }
  return true;
}
