import type { Context } from 'hono';
import type { MessageKey } from '../words/catalogue.ts';
import type { speaker } from './controls.ts';
import type { IdentityPort, Level, Person } from './identity-port.ts';
import type { Log } from './log.ts';
import { problemPage } from './pages.ts';
import type { FormPage } from './pages.ts';
import { isEnough } from './signing-in.ts';

/** Who works for the office: whoever signed in at its own provider. */
export interface Staff {
  /** The address of that provider, as OpenID Connect has it. Whoever signed in elsewhere is not let in. */
  issuer: string;
  /** Its name among the providers of the site, so that nobody is offered another. */
  provider?: string;
  level?: Level;
}

/** Whoever of the staff comes in, or what everybody else is answered. */
export type Entered = { refused: Response; person?: undefined } | { refused?: undefined; person: Person };

/** What is said at the door, and where it leads. */
export interface AtTheDoor {
  words: ReturnType<typeof speaker>;
  /** Why somebody is asked to sign in. */
  purpose: MessageKey;
  returnTo: string;
  language: string;
  log: Log;
  show(page: FormPage): Promise<Response>;
}

/**
 * Lets in who works for the office, and nobody else.
 *
 * @throws Error with the code `no-sign-in` where nobody can sign in.
 */
export function staffDoor(identity: IdentityPort | undefined, { issuer, provider, level = 'low' }: Staff) {
  if (!identity?.signIn) {
    const message =
      'Plaza forms: pages for the staff are for who works for the office, and “identity” has no way to sign in.';
    throw Object.assign(new Error(message), { code: 'no-sign-in' });
  }
  return async ({ req }: Context, at: AtTheDoor): Promise<Entered> => {
    const { words, language, returnTo } = at;
    const person = await identity.person(req.raw);
    if (person && person.issuer !== issuer) {
      at.log({ event: 'refused', method: req.method, route: returnTo, status: 403, error: 'not-staff' });
      return { refused: await at.show(problemPage(words('deskNotStaff'), words('deskNotStaffHelp'))) };
    }
    if (person && isEnough(person.level, level)) return { person };
    const wish = { purpose: words(at.purpose), returnTo, language, level };
    const providers = provider === undefined ? {} : { providers: [provider] };
    return { refused: await identity.signIn!(req.raw, { ...wish, ...providers }) };
  };
}
