import type { Context } from 'hono';
import type { Kysely } from 'kysely';
import { failing, tryAgain } from './failing.ts';
import type { Again } from './failing.ts';
import { deskPage } from './delivery-desk-page.ts';
import type { FormsService } from './forms.ts';
import type { IdentityPort } from './identity-port.ts';
import type { DeliveryEntry, LogEntry } from './log.ts';
import type { ListedService } from './my-forms.ts';
import { reaching } from './outage.ts';
import type { Notice } from './pages.ts';
import { receiveForm } from './received-form.ts';
import { doubtAbout, ensureVisitor, proofOf, randomToken } from './same-site.ts';
import type { Site } from './site.ts';
import { sitePages } from './site-pages.ts';
import type { SitePages } from './site-pages.ts';
import { staffDoor } from './staff.ts';
import type { Staff } from './staff.ts';
import type { FormStore, PassOn } from './store.ts';
import type { FormTables } from './tables.ts';

export interface DeliveryDeskOptions extends SitePages {
  database: Kysely<FormTables>;
  store: Pick<FormStore, 'markOf'>;
  /** The deliverer's, so that what is to be tried again is tried at once. */
  passOn?: PassOn;
  site: Site;
  /** The services whose procedures are named; of others the id is shown. */
  services: readonly ListedService[];
  identity: IdentityPort;
  /** Who may see it. */
  staff: Staff;
  /** Who had what tried again is written here too, by their mark. */
  log: (entry: LogEntry | DeliveryEntry) => void;
  /** What the clock says. */
  now?: () => Date;
}

/**
 * A page for whoever runs a service: what was sent and does not reach its destination, why, and “Try again now”. It shows references
 * and kinds of errors, and nothing that anybody wrote. It is nowhere unless it is mounted.
 *
 * @throws Error with the code `no-sign-in` where nobody can sign in.
 */
export function deliveryDesk(options: DeliveryDeskOptions): FormsService {
  const { database, store, passOn, site, services, log, now = () => new Date() } = options;
  const { app, languageOf, readerFor, wordsFor, show } = sitePages(options);
  const door = staffDoor(options.identity, options.staff);
  const guard = (call: Context) =>
    door(call, {
      words: wordsFor(call),
      purpose: 'deskPurpose',
      returnTo: options.base,
      language: languageOf(call),
      log,
      show: (page) => show(call, page, 403),
    });
  const records = reaching({
    failing: () => failing(database),
    tryAgain: (again: Again) => tryAgain(database, again, { now: now(), passOn }),
  });

  async function showDesk(call: Context, isRefused = false): Promise<Response> {
    const token = randomToken();
    const proof = { token, visit: proofOf(ensureVisitor(call, site), token) };
    const words = wordsFor(call);
    const isAsked = call.req.query('asked') !== undefined;
    const notice: Notice | undefined = isRefused
      ? { variant: 'error', sentences: [words('deskNoProof')] }
      : isAsked
        ? { variant: 'success', sentences: [words('deskAsked')] }
        : undefined;
    const reader = readerFor(call);
    const page = deskPage(await records.failing(), { services, reader, proof, action: options.base, notice });
    return show(call, page, isRefused ? 403 : 200);
  }

  app.get('/', async (call) => (await guard(call)).refused ?? showDesk(call));

  app.post('/', async (call) => {
    const form = await receiveForm(call.req.raw, []);
    const { refused, person } = await guard(call);
    if (refused) return refused;
    const [token, visit, chosen] = ['token', 'visit', 'again'].map((name) => form.fields.get(name)?.[0]);
    const doubt = doubtAbout(call, site, token, visit);
    if (doubt) {
      log({ event: 'refused', method: 'POST', route: options.base, status: 403, error: doubt });
      return showDesk(call, true);
    }
    const by = store.markOf(person);
    for (const each of await records.tryAgain(againIn(chosen ?? ''))) log({ event: 'asked-again', ...each, by });
    return call.redirect(`${options.base}?asked=yes&language=${languageOf(call)}`, 303);
  });
  return { fetch: (request, environment) => app.fetch(request, environment as object | undefined) };
}

/** What a button says: one delivery by its reference and destination, or everything. */
function againIn(chosen: string): Again {
  if (chosen === 'everything') return chosen;
  const [reference = '', destination = ''] = chosen.split(' ');
  return { reference, destination };
}
