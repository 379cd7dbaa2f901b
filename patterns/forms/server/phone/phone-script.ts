import { Hono } from 'hono';
import { phoneScriptOf } from '../../channels/phone.ts';
import type { Definition } from '../../definition/definition.ts';
import { prepare } from '../../path/service.ts';
import { catalogues } from '../../words/catalogue.ts';
import { directionOf } from '../../words/direction.ts';
import type { FormsService } from '../forms.ts';
import { languageAsked } from '../language.ts';
import type { FormsOptions } from '../running-service.ts';
import { phoneHtml } from './phone-html.ts';

export interface PhoneScriptOptions extends Pick<FormsOptions, 'frame' | 'words'> {
  definition: Definition;
  /** Address of the script on its site, such as `/staff/phone/permit`. */
  base: string;
}

/**
 * The script for whoever answers the phone, for any server that hands it a `Request` and sends its `Response`. It is not part of the
 * service: mount it where your staff are, and let nobody else in.
 *
 * @throws TypeError with the code `no-phone` where the definition does not declare the phone among its channels.
 */
export function phoneScript({ definition, base, frame, words = catalogues }: PhoneScriptOptions): FormsService {
  if (!definition.channels?.phone) {
    const message = `Plaza forms: ${definition.id} does not declare the channel “phone”. Add it to “channels”, and look it through with “forms check”.`;
    throw Object.assign(new TypeError(message), { code: 'no-phone' });
  }
  const service = prepare(definition);
  const { languages, timeZone } = definition;
  const calendar = new Intl.DateTimeFormat('sv', { timeZone });
  const app = new Hono({ strict: false }).basePath(base);
  app.get('/', async (call) => {
    const language = languageAsked(languages, call);
    const reader = { language, today: calendar.format(new Date()), words };
    const script = phoneScriptOf(service, reader);
    const about = { language, direction: directionOf(language), languages, path: base, request: call.req.raw };
    call.header('Cache-Control', 'private, no-cache');
    return call.html(await frame({ title: script.title, main: phoneHtml(script, reader), ...about }));
  });
  return { fetch: (request, environment) => app.fetch(request, environment as object | undefined) };
}
