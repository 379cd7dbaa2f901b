import { say } from '@plaza-ds/forms';
import { receiptRows, verifyAddress } from './pages/receipt.ts';
import type { Setting } from './pages/parts.ts';
import type { Shown } from './payments.ts';

/** The receipt as a tagged PDF, in the words of its page. */
export async function receiptPdf(setting: Setting, shown: Shown): Promise<Uint8Array> {
  const { pdfOf } = await import('@plaza-ds/pdf'); // when the first receipt is asked for, so that a site starts without it
  const { running, language, words } = setting;
  const rows = receiptRows(setting, shown).map(([question, answer]) => ({ question, answer }));
  return pdfOf({
    language,
    title: words('receiptHeading'),
    agency: say(running.options.agency, language),
    made: running.now(),
    blocks: [
      { kind: 'answers', rows },
      { kind: 'paragraph', text: words('verifyAt', { address: verifyAddress(setting, shown) }) },
    ],
    foot: `${words('reference')}: ${shown.reference}`,
    words: { page: words('copyPage'), missing: words('copyMissing') },
  });
}
