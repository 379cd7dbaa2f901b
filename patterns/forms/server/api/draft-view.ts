import { setAside } from '../../answers/submission.ts';
import type { AnswerError } from '../../answers/read-page.ts';
import { isRepeat } from '../../definition/definition.ts';
import { nameIn } from '../../draft/draft.ts';
import { feesOf } from '../../path/fees.ts';
import type { Path, PathStep } from '../../path/path.ts';
import { say } from '../../definition/words.ts';
import { brokenAt } from '../page-answers.ts';
import { cardsOn } from '../prefill/cards.ts';
import { toDecide } from '../prefill/consent-page.ts';
import type { Setting } from '../pages.ts';
import type { RunningService } from '../running-service.ts';
import type { OwnDraft } from '../own-drafts.ts';
import type { KeptDraft } from '../store.ts';

/** A draft as a client sees it: the answers, the way that they lead, and where it goes on. */
export function draftView(running: RunningService, kept: KeptDraft, setting: Setting) {
  const { draft, language, news, given = {}, languages = [language], history = [] } = kept.content;
  const path = running.pathIn(setting.service, draft);
  return {
    id: kept.id,
    revision: kept.revision,
    definition: draft.definition,
    language,
    expiresAt: kept.expiresAt.toISOString(),
    answers: draft.answers,
    order: draft.order,
    given: Object.fromEntries(Object.entries(given).map(([pointer, each]) => [`#${pointer}`, each])),
    languages,
    history,
    path: path.steps.map(stepView),
    aside: setAside(setting.service, draft, path).map((name) => `#/${name}`),
    ...prefillView(running, kept, setting),
    ...whereView(setting, path),
    ...(news && { changes: news.report }),
    ...(kept.sent && { sent: sentView(running, kept.sent) }),
  };
}

/** What may be fetched, with what was decided about it, and what came. */
function prefillView(running: RunningService, kept: KeptDraft, setting: Setting) {
  const entries = toDecide(running, kept);
  const cards = running
    .pathIn(setting.service, kept.content.draft)
    .steps.flatMap((step) => [...cardsOn(setting, kept.content, step)]);
  const { language } = setting.reader;
  return {
    ...(entries.length && {
      consents: entries.map(({ entry, decision }) => ({
        id: entry.id,
        office: say(entry.office, language),
        purpose: say(entry.purpose, language),
        questions: entry.questions,
        consent: entry.consent,
        decision: decision?.decision ?? null,
      })),
    }),
    ...(cards.length && {
      prefilled: Object.fromEntries(
        cards.map(([name, { entry, value, asOf }]) => [
          name,
          { value, source: entry.source, asOf, editable: entry.editable },
        ]),
      ),
    }),
  };
}

/** Where it goes on: at a page, at an end, or by sending. */
export function whereView(setting: Setting, path: Path) {
  return {
    next: path.outcome ? null : (path.next?.at ?? path.broken[0]?.step.at ?? null),
    outcome: path.outcome?.id ?? null,
    complete: path.complete,
    fees: feesOf(setting.service.definition, path).map(({ code, money }) => ({ code, ...money })),
    ...(path.tasks && { tasks: path.tasks.map(({ at = null, ...task }) => ({ ...task, at })) }),
    errors: path.steps.flatMap((step) => brokenAt(setting.service, setting, path, step)).map(errorView),
  };
}

export function errorView({ name, code, message }: AnswerError) {
  return { pointer: `#/${name}`, code, detail: message };
}

/** A form as the list of a person's has it. */
export function ownView(running: RunningService, { id, definition, createdAt, expiresAt, sent }: OwnDraft) {
  return {
    id,
    definition,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    page: sent ? `${running.base}/sent/${sent.handle}` : `${running.base}/draft/${id}`,
    ...(sent && { sent: sentView(running, sent), sentAt: sent.at.toISOString() }),
  };
}

/** Where to ask what became of it, for programs and for people. */
export function sentView({ base }: RunningService, { reference, handle }: { reference: string; handle: string }) {
  return { reference, status: `${base}/api/sent/${handle}`, page: `${base}/sent/${handle}` };
}

function stepView({ at, step, items, ask, answered }: PathStep) {
  return { at, page: step.id, ask, answered, ...(isRepeat(step) && { list: nameIn(step.repeat, items) }) };
}
