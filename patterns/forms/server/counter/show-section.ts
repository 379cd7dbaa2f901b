import type { Context } from 'hono';
import { questionsOf } from '../../answers/read-page.ts';
import type { AnswerError, Sent } from '../../answers/read-page.ts';
import { stepsIn } from '../../channels/counter.ts';
import type { CounterSection } from '../../channels/counter.ts';
import { asksForFiles } from '../../questions/file.ts';
import { speaker } from '../controls.ts';
import { virusErrors } from '../files.ts';
import { keepingOf } from '../keeping.ts';
import type { Difference } from '../merge.ts';
import { brokenAt, writtenOf } from '../page-answers.ts';
import type { Notice } from '../pages.ts';
import type { RunningService, Status } from '../running-service.ts';
import { turned } from '../way.ts';
import type { OpenCase } from './open-case.ts';
import { sectionPage } from './section-page.ts';

/** What a screen shows that is not saved. */
export interface SectionShown {
  /** What was typed, and the places of the pages that it was typed on. */
  sent?: Sent;
  shown?: ReadonlySet<string>;
  errors?: readonly AnswerError[];
  notice?: Notice | undefined;
  /** What was saved meanwhile and is another than what was typed. */
  stale?: readonly Difference[];
  /** The item that was just taken out of its list. */
  removed?: string | undefined;
}

/** Shows a section: what was typed where something was, else what is saved. */
export async function showSection(
  running: RunningService,
  call: Context,
  opened: OpenCase,
  section: CounterSection,
  { sent = new Map(), shown = new Set(), errors, notice, stale, removed }: SectionShown = {},
  status: Status = 200,
): Promise<Response> {
  const { counter, setting, path, draft, kept } = opened;
  const { service } = counter;
  const steps = stepsIn(section, path);
  const written = new Map(sent);
  for (const step of steps.filter(({ at }) => !shown.has(at)))
    for (const [name, texts] of writtenOf(service, setting, draft, step)) written.set(name, texts);
  const hasFiles = steps.some((step) => questionsOf(service, step).some(({ question }) => asksForFiles(question)));
  const unsure = hasFiles ? await running.store.unsure(kept).catch(() => undefined) : undefined;
  const viruses = unsure ? steps.flatMap((step) => virusErrors(service, step, draft, unsure, setting.reader)) : [];
  const wrong = errors ?? steps.flatMap((step) => brokenAt(service, setting, path, step));
  const page = sectionPage(setting, opened, {
    section,
    sent: written,
    errors: [...wrong, ...viruses.filter(({ name }) => !wrong.some((error) => error.name === name))],
    notice: notice ?? noticeOf(call, opened, { stale, isShownAnew: !shown.size }),
    removed,
    action: turned(call),
    proof: running.proofFor(call),
    keeping: keepingOf(running, call, kept, `counter/${section.id}`),
    unsure,
    isLedIn: call.req.query('opened') !== undefined,
  });
  return running.show(call, setting, page, status);
}

/** What happened to the screen as a whole. */
function noticeOf(
  call: Context,
  { setting, kept }: OpenCase,
  { stale = [], isShownAnew }: { stale?: readonly Difference[] | undefined; isShownAnew: boolean },
): Notice | undefined {
  const words = speaker(setting.reader);
  const none = words('noAnswer');
  if (stale.length) {
    const saved = stale.map(({ label, saved: answer }) => words('counterStale', { label, answer: answer || none }));
    return { variant: 'error', sentences: [words('counterStaleLead'), ...saved] };
  }
  if (!isShownAnew) return undefined;
  if (call.req.query('opened') !== undefined) return { variant: 'information', sentences: [words('counterOpened')] };
  return kept.content.news ? { variant: 'information', sentences: [words('changedLead')] } : undefined;
}
