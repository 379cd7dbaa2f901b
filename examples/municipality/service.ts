import type { Definition } from '@plaza-ds/forms';
import { forms, myForms } from '@plaza-ds/forms/server';
import type {
  FileScan,
  FormsService,
  FormStore,
  FramedPage,
  IdentityPort,
  Letters,
  Log,
  PrefillSource,
} from '@plaza-ds/forms/server';
import type { IdentityService } from '@plaza-ds/identity/server';
import type { Language } from './languages.ts';
import { municipalityWords, page } from './layout.ts';
import type { Html, Surroundings } from './layout.ts';
import { accountIn } from './sign-in.ts';

export interface ServiceOptions extends Surroundings {
  store: FormStore;
  /** The names of what gets each form that is sent. */
  destinations: readonly string[];
  /** Sends people a link to come back to what they began. */
  letters?: Letters | undefined;
  /** Looks for viruses in each file. */
  scan?: FileScan | undefined;
  /** Who has answers already; without them everything is asked. */
  prefill?: Readonly<Record<string, PrefillSource>> | undefined;
  /** The pages of sign-in. */
  signIn?: IdentityService | undefined;
  /** Knows who is signed in; without it nobody is. */
  identity?: IdentityPort | undefined;
  log: Log;
  /** What the clock says. */
  now?: (() => Date) | undefined;
}

/**
 * A service of the municipality, in the frame of its site: all of it is in its definition.
 *
 * @param documents The versions of its definition, as their files have them, the newest first. Its id is the last part of its address.
 */
export function service(documents: readonly unknown[], options: ServiceOptions): FormsService {
  const definitions = documents as readonly Definition[];
  const { id } = definitions[0]!;
  const { site, now, store, destinations, log } = options;
  return forms({
    definitions,
    store,
    destinations,
    site,
    base: `${site.base}/${id}`,
    log,
    ...(now && { now }),
    ...(options.letters && { letters: options.letters }),
    ...(options.prefill && { prefill: options.prefill }),
    ...(options.scan && { scan: options.scan }),
    ...(options.identity && { identity: options.identity }),
    frame: frameOf(options),
  });
}

/** What somebody began and sent in all services of the municipality. */
export function formsList(
  services: readonly (readonly unknown[])[],
  options: ServiceOptions & { identity: IdentityPort },
): FormsService {
  const { site, store, identity, log } = options;
  const definitions = services.map(([newest]) => newest as Definition);
  return myForms({
    services: definitions.map((definition) => ({ definition, base: `${site.base}/${definition.id}` })),
    store,
    identity,
    base: `${site.base}/mine`,
    languages: definitions[0]!.languages,
    log,
    frame: frameOf(options),
  });
}

/** Puts a page into the frame of the municipality, with who is signed in. */
function frameOf(options: ServiceOptions) {
  return async ({ language: tag, request, ...shown }: FramedPage): Promise<Html> => {
    const language = tag.split('-')[0] as Language;
    const crumbs = [{ path: options.site.base, text: municipalityWords[language].home }];
    const account = await accountIn(options.signIn, request, tag, options);
    return page(options, { ...shown, language, tag, crumbs, account });
  };
}
