import { html, raw } from 'hono/html';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { page } from '../layout.ts';
import type { Html } from '../layout.ts';
import { languages, words } from '../words/words.ts';
import type { Language, SandboxWords } from '../words/words.ts';
import { policyFor } from './policy.ts';

/** Shows a page of the sandbox where the library would show its own. */
export async function bodyOf(
  ctx: KoaContextWithOIDC,
  formOrigin: string | undefined,
  content: (say: SandboxWords) => { title: string; main: Html },
): Promise<void> {
  const language = languageOf(ctx);
  const { title, main } = content(words[language]);
  ctx.type = 'html';
  for (const [name, value] of await policyFor(formOrigin)) ctx.set(name, value);
  ctx.body = String(await page({ language, title, path: ctx.path, main }));
}

/** In which language the browser, or the service by `ui_locales`, asks. */
function languageOf(ctx: KoaContextWithOIDC): Language {
  const wished = String(ctx.oidc?.params?.ui_locales ?? ctx.query.ui_locales ?? '').split(/[\s-]/)[0];
  const known = languages.find((language) => language === wished);
  return known ?? ((ctx.acceptsLanguages([...languages]) || 'en') as Language);
}

/** Says what the service asked wrongly: an error that cannot be sent back to it. */
export function errorPage(ctx: KoaContextWithOIDC, out: ErrorOut): Promise<void> {
  return bodyOf(ctx, undefined, (say) => ({
    title: say.requestError,
    main: html`<h1 class="plaza-heading-l">${say.requestError}</h1>
      <p class="plaza-text">${say.requestErrorHelp}</p>
      <p class="plaza-text"><code>${out.error}</code></p>
      ${out.error_description && html`<p class="plaza-text"><code>${out.error_description}</code></p>`}`,
  }));
}

/** Asks whether somebody wants to sign out here too. */
export function signOutPage(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  const back = ctx.oidc.params?.post_logout_redirect_uri;
  const origin = typeof back === 'string' ? new URL(back).origin : undefined;
  return bodyOf(ctx, origin, (say) => ({
    title: say.signOutTitle,
    main: html`<h1 class="plaza-heading-l">${say.signOutTitle}</h1>
      <p class="plaza-text">${say.notReal}</p>
      <p class="plaza-text">${say.signOutLead}</p>
      ${raw(form)}
      <div class="plaza-button-group">
        <button class="plaza-button" form="op.logoutForm" name="logout" value="yes">${say.signOut}</button>
        <button class="plaza-button" data-variant="secondary" form="op.logoutForm">${say.staySignedIn}</button>
      </div>`,
  }));
}

export function signedOutPage(ctx: KoaContextWithOIDC): Promise<void> {
  return bodyOf(ctx, undefined, (say) => ({
    title: say.signedOut,
    main: html`<h1 class="plaza-heading-l">${say.signedOut}</h1>
      <p class="plaza-text">${say.signedOutLead}</p>`,
  }));
}
