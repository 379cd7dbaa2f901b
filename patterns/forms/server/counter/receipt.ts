import type { Context } from 'hono';
import { pathOf } from '../../path/path.ts';
import { speaker } from '../controls.ts';
import { answerPdf, copyOf } from '../copy.ts';
import { sentPage } from '../pages.ts';
import type { RunningService } from '../running-service.ts';
import { counterAt } from './open-case.ts';
import type { OpenCase } from './open-case.ts';

/** The receipt for the person: the same page as on the web, to print, and the copy. */
export async function showReceipt(
  running: RunningService,
  call: Context,
  { kept, counter, place }: OpenCase,
): Promise<Response | undefined> {
  const { handle } = kept.sent!;
  const sent = await running.store.sent(handle);
  if (!sent) return undefined;
  const setting = running.settingOf(counter.service, running.languageOf(call, sent.language), sent);
  const [states, reports] = await Promise.all([running.store.states(handle), running.store.reports(handle)]);
  const words = speaker(setting.reader);
  call.header('Cache-Control', 'no-store');
  const page = sentPage(setting, sent, pathOf(counter.service, sent.draft, running.dayOfSending(sent)), {
    isPassedOn: states.every((state) => state === 'done'),
    reports,
    notice: { variant: 'information', sentences: [words('counterReceipt')] },
    elsewhere: {
      copy: `${place}/copy.pdf`,
      goOn: { href: `${running.base}/${counterAt}`, text: words('counterToStart') },
    },
  });
  return running.show(call, setting, page);
}

export async function showReceiptCopy(
  running: RunningService,
  call: Context,
  { kept, counter }: OpenCase,
): Promise<Response | undefined> {
  const sent = await running.store.sent(kept.sent!.handle);
  if (!sent) return undefined;
  const setting = running.settingOf(counter.service, running.languageOf(call, sent.language), sent);
  const path = pathOf(counter.service, sent.draft, running.dayOfSending(sent));
  return answerPdf(call, await copyOf(setting, sent, path), sent.reference);
}
