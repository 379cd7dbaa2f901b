import { html } from 'hono/html';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { bodyOf } from './library-pages.ts';

/** What a browser carries on to somewhere: by its address, or by a form. */
export interface Answer {
  to: URL;
  fields: Map<string, string>;
  isForm: boolean;
}

/**
 * Reads the answer that the library is about to give. Its own form sends itself by a script in the page, which the policy of the
 * sandbox does not let run; so it is read, and written anew.
 */
export function answerOf(ctx: KoaContextWithOIDC): Answer | undefined {
  const location = ctx.response.get('location');
  if (location) return answerIn(new URL(location, ctx.href));
  const [, action] = typeof ctx.body === 'string' ? (/<form method="post" action="([^"]*)">/.exec(ctx.body) ?? []) : [];
  if (!action) return undefined;
  const inputs = (ctx.body as string).matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g);
  const fields = new Map([...inputs].map(([, name, value]) => [plain(name!), plain(value!)]));
  return { to: new URL(plain(action)), fields, isForm: true };
}

function answerIn(location: URL): Answer {
  const fields = new Map(location.searchParams);
  const to = new URL(location);
  return { to, fields, isForm: false };
}

/** Gives an answer, as a form where it says so. */
export async function give(ctx: KoaContextWithOIDC, { to, fields, isForm }: Answer): Promise<void> {
  if (!isForm) {
    const location = new URL(to);
    location.search = new URLSearchParams([...fields]).toString();
    ctx.status = 303;
    ctx.set('location', location.href);
    return;
  }
  const action = new URL(to);
  if (ctx.response.get('location')) action.search = '';
  ctx.remove('location');
  ctx.status = 200;
  await bodyOf(ctx, action.origin, (say) => ({
    title: say.goOnTitle,
    main: html`<h1 class="plaza-heading-l">${say.goOnTitle}</h1>
      <form method="post" action="${action.href}" data-send-at-once>
        ${[...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <button class="plaza-button">${say.goOn}</button>
      </form>
      <script src="/identity/send-at-once.js"></script>`,
  }));
}

function plain(text: string): string {
  const entities: Record<string, string> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&#x27;': "'",
  };
  return text.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => entities[entity]!);
}
