import { Hono } from 'hono';
import type { Context } from 'hono';
import { csrf } from 'hono/csrf';
import { languageDetector } from 'hono/language';
import { inLanguage, page } from '../layout.ts';
import { languages } from '../words/words.ts';
import type { Language } from '../words/words.ts';
import { isBehaviour } from './behaviours.ts';
import type { Inbox } from './inbox.ts';
import { controlPage, listPage, messagePage, problemPage } from './pages.ts';
import type { InboxPage } from './pages.ts';

interface Environment {
  Variables: { language: Language };
}

/** The pages of an inbox, below `/inbox/`. */
export function inboxRoutes(inbox: Inbox): Hono<Environment> {
  const app = new Hono<Environment>({ strict: false }).basePath('/inbox');
  const show = (call: Context<Environment>, { title, main }: InboxPage, status: 200 | 403 | 404 = 200) =>
    call.html(page({ language: call.get('language'), title, path: call.req.path, main }), status);

  app.use(
    languageDetector({
      order: ['querystring', 'header'],
      lookupQueryString: 'language',
      supportedLanguages: [...languages],
      fallbackLanguage: 'en',
      caches: false,
    }),
  );
  app.use(async (call, next) => {
    await next();
    call.header('Cache-Control', 'no-store');
    call.header('Vary', 'Accept-Language');
  });
  app.use(csrf());

  app.get('/', (call) => show(call, listPage(inbox, call.get('language'))));

  app.get('/control', (call) =>
    show(call, controlPage(inbox, call.get('language'), call.req.query('saved') === 'yes')),
  );

  app.post('/control', async (call) => {
    const { behaviour } = await call.req.parseBody();
    if (typeof behaviour === 'string' && isBehaviour(behaviour)) await inbox.behave(behaviour);
    return call.redirect(`${inLanguage('/inbox/control', call.get('language'))}&saved=yes`, 303);
  });

  app.post('/clear', (call) => {
    inbox.clear();
    return call.redirect(inLanguage('/inbox/', call.get('language')), 303);
  });

  app.get('/:id', (call) => {
    const message = inbox.messages().find(({ id }) => id === call.req.param('id'));
    const language = call.get('language');
    return message ? show(call, messagePage(message, language)) : show(call, problemPage('notFound', language), 404);
  });

  app.notFound((call) => show(call, problemPage('notFound', call.get('language')), 404));
  app.onError((error, call) => {
    if (!('status' in error && error.status === 403)) throw error;
    return show(call, problemPage('refused', call.get('language')), 403);
  });
  return app;
}
