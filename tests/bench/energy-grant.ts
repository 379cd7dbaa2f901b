/** The page of the energy grant that asks everything, as the site serves it, and the same page with its stylesheet and scripts taken out. */
import type { Hono } from 'hono';
import { Applicant } from '../../examples/energy-grant/applicant.ts';

const prefix = '/plain';

export interface EnergyGrant {
  /** Path of the page, and of the one without Plaza. */
  asServed: string;
  asPlainHtml: string;
  /** Answers for the site, uncached as on a first visit. */
  answer(request: Request): Promise<Response>;
}

/**
 * Begins an application, whose page anybody gets from here as its own browser would.
 *
 * @param origin The site as it was opened.
 */
export async function beginEnergyGrant(site: Hono, origin: string): Promise<EnergyGrant> {
  const applicant = new Applicant(site, origin);
  await applicant.begin();
  const { cookies } = applicant.visitor;
  return {
    asServed: applicant.path,
    asPlainHtml: prefix + applicant.path,
    async answer(request) {
      const { pathname } = new URL(request.url);
      const isPlain = pathname.startsWith(prefix);
      const asked = new Headers(request.headers);
      asked.set('cookie', cookies);
      const path = isPlain ? pathname.slice(prefix.length) : pathname;
      const answer = await site.fetch(new Request(origin + path, { headers: asked }));
      const headers = new Headers(answer.headers);
      headers.set('cache-control', 'no-store');
      headers.delete('etag');
      if (!isPlain) return new Response(answer.body, { status: answer.status, headers });
      headers.delete('content-encoding');
      headers.delete('content-length');
      const html = await new Response(decompressed(answer)).text();
      return new Response(withoutPlaza(html), { headers });
    },
  };
}

function decompressed(answer: Response): ReadableStream {
  const encoding = answer.headers.get('content-encoding') as CompressionFormat | null;
  return encoding ? answer.body!.pipeThrough(new DecompressionStream(encoding)) : answer.body!;
}

function withoutPlaza(html: string): string {
  return html.replace(/<link rel="stylesheet"[^>]*>|<script type="module"[^>]*><\/script>/g, '');
}
