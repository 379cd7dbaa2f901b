/** Where the municipality's pages are reached, as a browser sees it. */
export interface Site {
  /** Such as `https://www.example.org`; without a slash at the end. */
  origin: string;
  /** Path under which the pages are mounted, such as `/demo`. */
  base: string;
  /** Whether cookies can be Secure. False on http loopback alone. */
  secure: boolean;
  /** Whether an Origin header names this site. */
  isOurs(origin: string): boolean;
}

/**
 * Reads the address of the site.
 *
 * Plain http is for a developer's own machine. Anywhere else what people type would cross the network
 * in the clear, so the service does not start there.
 */
export function siteAt(origin: string, base = '/demo'): Site {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const secure = url?.protocol === 'https:';
  if (!url || (!secure && !(url.protocol === 'http:' && isLoopback(url.hostname))))
    throw Object.assign(
      new Error(`The site cannot be served at "${origin}": use https, or http on this machine alone (localhost).`),
      { code: 'insecure-origin' },
    );
  return {
    origin: url.origin,
    base,
    secure,
    isOurs: (other) => other === url.origin || (!secure && isSameLoopback(other, url)),
  };
}

/** On one machine, `localhost` and `127.0.0.1` are the same site under two names. */
function isSameLoopback(other: string, url: URL): boolean {
  if (!URL.canParse(other)) return false;
  const { protocol, hostname, port } = new URL(other);
  return protocol === url.protocol && port === url.port && isLoopback(hostname);
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
