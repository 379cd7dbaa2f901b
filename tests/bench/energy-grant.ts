/** The energy grant as the site serves it, and the same page with its stylesheet and scripts taken out. */
import type { Hono } from 'hono';

export const asServed = '/demo/energy-grant';
export const asPlainHtml = '/plain/demo/energy-grant';

/** Answers for the site, uncached as on a first visit, and gives each page without Plaza too, under `/plain`. */
export function energyGrant(site: Hono): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, origin } = new URL(request.url);
    const isPlain = pathname.startsWith('/plain/');
    const path = isPlain ? pathname.replace('/plain', '') : pathname;
    const answer = await site.fetch(new Request(origin + path, { headers: request.headers }));
    const headers = new Headers(answer.headers);
    headers.set('cache-control', 'no-store');
    headers.delete('etag');
    if (!isPlain) return new Response(answer.body, { status: answer.status, headers });
    headers.delete('content-encoding');
    headers.delete('content-length');
    const html = await new Response(decompressed(answer)).text();
    return new Response(withoutPlaza(html), { headers });
  };
}

function decompressed(answer: Response): ReadableStream {
  const encoding = answer.headers.get('content-encoding') as CompressionFormat | null;
  return encoding ? answer.body!.pipeThrough(new DecompressionStream(encoding)) : answer.body!;
}

function withoutPlaza(html: string): string {
  return html.replace(/<link rel="stylesheet"[^>]*>|<script type="module"[^>]*><\/script>/g, '');
}
