import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Site } from './site.ts';

/**
 * The policy of every page: nothing inline, nothing from elsewhere, nothing framed, no string becomes code. A page that tells nobody
 * where somebody came from (`Referrer-Policy: no-referrer`) keeps to that, and so does one that names where its forms lead: its
 * own policy, of `form-action` alone, as a page has that leads to a provider of payments by a form.
 */
export function securityHeaders(site: Site, plazaUrl: string): MiddlewareHandler {
  const plaza = new URL(plazaUrl, site.origin).origin;
  const files = plaza === site.origin ? ["'self'"] : ["'self'", plaza];
  const usual = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: files,
      styleSrc: files,
      imgSrc: ["'self'"],
      fontSrc: files,
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
    },
    // Our own pages may know where a form was sent from (the Origin header depends on it); nobody else learns an address.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: site.secure,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  });
  return async (call, next) => {
    let own: string | null = null;
    let formAction: string | undefined;
    await usual(call, async () => {
      await next();
      own = call.res.headers.get('Referrer-Policy');
      formAction = formActionIn(call.res.headers.get('Content-Security-Policy'));
    });
    if (own) call.header('Referrer-Policy', own);
    const policy = call.res.headers.get('Content-Security-Policy');
    if (formAction && policy)
      call.header(
        'Content-Security-Policy',
        policy.replace(/form-action [^;]*/, () => formAction!),
      );
  };
}

/** Where a page says that its forms lead; no page loosens anything else. */
function formActionIn(policy: string | null): string | undefined {
  return policy && /^form-action [^;,]+$/.test(policy) ? policy : undefined;
}
