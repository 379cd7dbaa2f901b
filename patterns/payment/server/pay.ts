import type { Context } from 'hono';
import { say } from '@plaza-ds/forms';
import { receiveForm } from '@plaza-ds/forms/server';
import type { ReceivedForm } from '@plaza-ds/forms/server';
import { money } from '../money/money.ts';
import type { Money } from '../money/money.ts';
import { PaymentError } from '../payment-error.ts';
import { addressOf, notice } from './pages/parts.ts';
import type { Setting } from './pages/parts.ts';
import { settingAt, shownAt, showMissing, showState, tooMany } from './payment-page.ts';
import { canBegin } from './payments.ts';
import type { Shown, Start } from './payments.ts';
import type { RunningPages } from './running-pages.ts';

export const formLimits = { fileSize: 0, total: 20_000, fieldSize: 10_000, parts: 20 };
/** As much as each provider takes. */
const longestDescription = 100;

/** The button: begins to pay what was shown, once, however often it is pressed. */
export async function pay(running: RunningPages, call: Context): Promise<Response> {
  const form = await receiveForm(call.req.raw, [], formLimits);
  const shown = await shownAt(running, call);
  if (!shown) return showMissing(running, call);
  const setting = settingAt(running, call, shown);
  const refused = refusal(running, call, setting, shown, form);
  if (refused) return refused;
  const provider = providerIn(running, shown, form);
  if (provider === undefined)
    return showState(running, call, shown, { error: setting.words('chooseMissing'), status: 422 });
  const seen = seenIn(form);
  const { language } = setting;
  const description = descriptionOf(shown, language);
  const begun: Start | undefined = seen
    ? await running.payments.start(call.req.param('handle')!, { provider, seen, description, language })
    : { kind: 'changed' };
  if (!begun) return showMissing(running, call);
  logStart(running, provider, begun);
  return answerTo(running, call, setting, begun);
}

/** Why nothing is done with a form. */
function refusal(
  running: RunningPages,
  call: Context,
  { words, ...setting }: Setting,
  shown: Shown,
  form: ReceivedForm,
): Promise<Response> | undefined {
  const doubt = running.doubtOf(call, form);
  if (doubt) {
    running.log({ event: 'refused', status: 403, error: doubt });
    const said = notice(words('thereIsAProblem'), [words(doubt === 'another-site' ? 'anotherSite' : 'noProof')]);
    return showState(running, call, shown, { notice: said, status: 403 });
  }
  const wait = running.waitFor(call, 'start');
  if (!wait) return undefined;
  const [title, help] = tooMany({ words, ...setting }, wait.seconds);
  return showState(running, call, shown, { notice: notice(title, [help]), status: 429 });
}

/** The one that was chosen, if it takes the amount; what was begun goes on with its own. */
function providerIn(running: RunningPages, { state }: Shown, { fields }: ReceivedForm): string | undefined {
  if (!canBegin.has(state.status)) return state.live?.provider ?? '';
  const names = running.providersFor(state.due).map(({ name }) => name);
  const [chosen] = fields.get('provider') ?? [];
  return names.find((name) => name === chosen);
}

/** What the person saw; nothing where it is no amount at all. */
function seenIn({ fields }: ReceivedForm): Money | undefined {
  try {
    return money(fields.get('amount')?.[0] ?? '', fields.get('currency')?.[0] ?? '');
  } catch (error) {
    if (error instanceof PaymentError) return undefined;
    throw error;
  }
}

/** What the provider shows of it: what it is for, and nothing of for whom. */
function descriptionOf({ owed }: Shown, language: string): string {
  const labels = owed.lines.map(({ label }) => say(label, language));
  return [...new Intl.ListFormat(language).format(labels)].slice(0, longestDescription).join('');
}

function logStart(running: RunningPages, provider: string, { kind }: Start): void {
  if (kind === 'go') running.log({ event: 'payment-started', provider });
  if (kind === 'unavailable') running.log({ event: 'payment-not-started', provider });
}

async function answerTo(running: RunningPages, call: Context, setting: Setting, begun: Start): Promise<Response> {
  const handle = call.req.param('handle')!;
  const { words } = setting;
  switch (begun.kind) {
    case 'go':
    case 'wait':
      return call.redirect(addressOf(setting, `${handle}/going`), 303);
    case 'settled':
      return call.redirect(addressOf(setting, `${handle}/already`), 303);
    case 'unavailable':
      return call.redirect(addressOf(setting, handle), 303);
    case 'changed': {
      const said = notice(words('changedHeading'), [words('changedHelp')]);
      return showState(running, call, (await shownAt(running, call))!, { notice: said, status: 409 });
    }
  }
}
