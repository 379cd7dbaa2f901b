import { html } from 'hono/html';
import type { Definition } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import type { speaker } from './controls.ts';
import type { Html } from './controls.ts';
import { deleteAt } from './forgetting.ts';
import type { FormsService } from './forms.ts';
import type { IdentityPort } from './identity-port.ts';
import type { OwnDraft } from './own-drafts.ts';
import type { FormPage } from './pages.ts';
import { sitePages } from './site-pages.ts';
import type { SitePages } from './site-pages.ts';
import type { FormStore } from './store.ts';

/** A service whose forms are listed. */
export interface ListedService {
  /** Its newest version. */
  definition: Definition;
  /** Its address on the site, `/demo/permit`. */
  base: string;
}

export interface MyFormsOptions extends SitePages {
  services: readonly ListedService[];
  store: Pick<FormStore, 'draftsOf'>;
  /** Knows who is signed in, and lets people sign in. */
  identity: IdentityPort;
}

type Words = ReturnType<typeof speaker>;

/**
 * The list of what somebody began and sent while they were signed in: to go on with it, to delete it, to see what was sent. It shows
 * no answer. Whoever is not signed in is asked to; what was begun without that belongs to whoever holds it, and is on no list.
 *
 * @throws Error with the code `no-sign-in` where nobody can sign in.
 */
export function myForms({ services, store, identity, ...pages }: MyFormsOptions): FormsService {
  const { signIn } = identity;
  if (!signIn) {
    const message = 'Plaza forms: the list of forms is for who is signed in, and “identity” has no way to sign in.';
    throw Object.assign(new Error(message), { code: 'no-sign-in' });
  }
  const { app, languageOf, wordsFor, show } = sitePages(pages);
  app.get('/', async (call) => {
    const words = wordsFor(call);
    const language = languageOf(call);
    const person = await identity.person(call.req.raw);
    if (!person) {
      const wish = { purpose: words('myFormsPurpose'), returnTo: pages.base, language };
      return signIn.call(identity, call.req.raw, wish);
    }
    return show(call, listPage(words, language, services, await store.draftsOf(person)));
  });
  return { fetch: (request, environment) => app.fetch(request, environment as object | undefined) };
}

function listPage(
  words: Words,
  language: string,
  services: readonly ListedService[],
  drafts: readonly OwnDraft[],
): FormPage {
  const title = words('myForms');
  const known = drafts.flatMap((draft) => {
    const service = services.find(({ definition }) => definition.id === draft.definition.id);
    return service ? [{ draft, service }] : [];
  });
  const list = html`<ul class="plaza-item-list" role="list">
        ${known.map(({ draft, service }) => itemHtml(words, language, service, draft))}
      </ul>`;
  return {
    title,
    main: html`<h1 class="plaza-heading-xl">${title}</h1>
      ${known.length ? list : html`<p class="plaza-text">${words('myFormsNone')}</p>`}`,
  };
}

/** One form: how it stands, until when, and what can be done with it. */
function itemHtml(words: Words, language: string, { definition, base }: ListedService, draft: OwnDraft): Html {
  const title = say(definition.title, language);
  const hidden = html`<span class="plaza-visually-hidden"> ${title}</span>`;
  const dated = (date: Date) => date.toLocaleDateString(language, { dateStyle: 'long', timeZone: definition.timeZone });
  const { sent } = draft;
  const rows = sent
    ? [
        [words('listState'), words('myFormsSent')],
        [words('sentOn'), dated(sent.at)],
        [words('reference'), html`<bdi dir="ltr">${sent.reference}</bdi>`],
        [words('myFormsKept'), dated(draft.expiresAt)],
      ]
    : [
        [
          words('listState'),
          html`<strong class="plaza-tag" data-variant="information">${words('myFormsUnsent')}</strong>`,
        ],
        [words('myFormsBegun'), dated(draft.createdAt)],
        [words('myFormsUntil'), dated(draft.expiresAt)],
      ];
  const place = `${base}/draft/${draft.id}`;
  const links = sent
    ? [[`${base}/sent/${sent.handle}`, words('myFormsSee')]]
    : [
        [place, words('myFormsGoOn')],
        [`${place}/${deleteAt}`, words('myFormsDelete')],
      ];
  return html`<li>
          <h2>${title}</h2>
          <dl class="plaza-summary-list">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
          <div class="plaza-button-group">
            ${links.map(([href, text]) => html`<a class="plaza-link" href="${href}">${text}${hidden}</a>`)}
          </div>
        </li>
        `;
}
