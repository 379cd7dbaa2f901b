import type { Submission } from '../../answers/submission.ts';
import type { Path } from '../../path/path.ts';
import type { AnswerProvenance } from '../../prefill/ledger.ts';
import type { DraftContent } from '../store.ts';

/** What is sent beside the answers: where those that nobody typed are from, what was decided, and what is to be corrected. */
export function prefillIn(
  { prefill }: DraftContent,
  path: Path,
): Pick<Submission, 'provenance' | 'consents' | 'corrections'> {
  if (!prefill) return {};
  const asks = new Set(path.steps.flatMap(({ ask }) => ask));
  const provenance: Record<string, AnswerProvenance> = {};
  const corrections: Record<string, NonNullable<Submission['corrections']>[string]> = {};
  for (const [name, { value: _value, source, ...rest }] of Object.entries(prefill.provenance)) {
    if (!asks.has(name)) continue;
    provenance[name] = { by: { kind: 'prefill', id: source }, source, ...rest };
    const correction = prefill.corrections[name];
    if (correction) corrections[name] = { ...correction, source };
  }
  return {
    ...(Object.keys(provenance).length && { provenance }),
    ...(prefill.consents.length && { consents: prefill.consents }),
    ...(Object.keys(corrections).length && { corrections }),
  };
}
