import type { Definition } from '@plaza-ds/forms';
import { forms } from '@plaza-ds/forms/server';
import type { FileScan, FormsService, FormStore, Letters, Log } from '@plaza-ds/forms/server';
import type { Language } from './languages.ts';
import { municipalityWords, page } from './layout.ts';
import type { Surroundings } from './layout.ts';

export interface ServiceOptions extends Surroundings {
  store: FormStore;
  /** The names of what gets each form that is sent. */
  destinations: readonly string[];
  /** Sends people a link to come back to what they began. */
  letters?: Letters | undefined;
  /** Looks for viruses in each file. */
  scan?: FileScan | undefined;
  log: Log;
  /** What the clock says. */
  now?: (() => Date) | undefined;
}

/**
 * A service of the municipality, in the frame of its site: all of it is in its definition.
 *
 * @param document The definition, as its file has it. Its id is the last part of its address.
 */
export function service(document: unknown, options: ServiceOptions): FormsService {
  const definition = document as Definition;
  const { site, now, store, destinations, log } = options;
  return forms({
    definitions: [definition],
    store,
    destinations,
    site,
    base: `${site.base}/${definition.id}`,
    log,
    ...(now && { now }),
    ...(options.letters && { letters: options.letters }),
    ...(options.scan && { scan: options.scan }),
    frame({ language: tag, ...shown }) {
      const language = tag.split('-')[0] as Language;
      const crumbs = [{ path: site.base, text: municipalityWords[language].home }];
      return page(options, { ...shown, language, tag, crumbs });
    },
  });
}
