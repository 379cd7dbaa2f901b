import type { Context } from 'hono';
import { errorOf, missing, questionsOf, readPage } from '../../answers/read-page.ts';
import type { AnswerError, Sent } from '../../answers/read-page.ts';
import { nextSection, stepsIn, takeSection } from '../../channels/counter.ts';
import type { CounterSection } from '../../channels/counter.ts';
import { isRepeat } from '../../definition/definition.ts';
import { nameIn, withFinished, withItem, withoutItem, withSeen } from '../../draft/draft.ts';
import type { Draft } from '../../draft/draft.ts';
import type { PathStep } from '../../path/path.ts';
import { asksForFiles } from '../../questions/file.ts';
import type { SeenOriginal } from '../counter-record.ts';
import { idOf } from '../controls.ts';
import { takeFiles, virusErrors, withoutFile } from '../files.ts';
import { isFree, newItem, wrongAnother } from '../lists.ts';
import { mergeOf } from '../merge.ts';
import { brokenAt, cutErrors, inOrder, withAll } from '../page-answers.ts';
import type { ReceivedForm } from '../received-form.ts';
import type { RunningService } from '../running-service.ts';
import type { DraftContent } from '../store.ts';
import { answeringAt, openCase, placeOf, recordOf } from './open-case.ts';
import type { OpenCase } from './open-case.ts';
import { addName, evidenceIn, seenName, shownName } from './section-page.ts';
import { showSection } from './show-section.ts';
import type { Person } from '../identity-port.ts';

/** The files that came, kept, and what was typed with references to them. */
interface Came {
  sent: Sent;
  form: ReceivedForm;
  wrong: readonly AnswerError[];
  values: Readonly<Record<string, unknown>>;
}

/**
 * Saves a screen and goes on: to what it has opened, to the next section, at the end to the case. Where something is wrong, all that is
 * right is saved, and the screen comes again with everything that was typed. Undefined where somebody else saved meanwhile.
 */
export async function saveSection(
  running: RunningService,
  call: Context,
  opened: OpenCase,
  { section, form: arrived, person }: { section: CounterSection; form: ReceivedForm; person: Person },
): Promise<Response | undefined> {
  const { setting, kept, counter, path } = opened;
  const action = arrived.fields.get('action')?.[0] ?? '';
  const goesOn = !/^(?:language$|add-files$|(?:add|remove|undo|remove-file):)/.test(action);
  const shown = new Set(arrived.fields.get(shownName)?.[0]?.split(' '));
  const steps = stepsIn(section, path).filter(({ at }) => shown.has(at));
  const came = await filesThatCame(running, call, opened, steps, arrived);
  const { sent, form } = came;
  const stale = steps.flatMap((step) => {
    const { values } = readPage(counter.service, step, sent, setting.reader);
    return mergeOf(setting, kept, step, form, values).differing;
  });
  if (stale.length) return showSection(running, call, opened, section, { sent, shown, stale }, 409);
  const unsure = await running.store.unsure(kept);
  const { today } = setting.reader;
  const { draft, wrong, taken } = takeSection<AnswerError>(counter, section, kept.content.draft, {
    today,
    shown,
    take: (step, before) => taking(opened, came, step, before, { goesOn, unsure }),
    broken: (step, way) => brokenAt(counter.service, setting, way, step),
  });
  const aside = steps.filter(({ at }) => !taken.includes(at));
  const withAside = aside.reduce((all, step) => withRight(opened, all, step, sent), draft);
  const changed = changedBy(opened, steps, withAside, action);
  const next = contentOf(running, opened, section, { draft: changed.draft, taken, form, call, action });
  const saved = await running.keepContent(kept, next, answeringAt(running, opened));
  if (!saved) return undefined;
  const after = openCase(running, call, saved, person);
  if (goesOn && !wrong.length) return call.redirect(whereOn(after, section), 303);
  if (goesOn)
    running.tell('page-refused', next.draft.definition, { page: section.id, errors: wrong.map(({ code }) => code) });
  const errors = goesOn ? wrong : came.wrong;
  return showSection(
    running,
    call,
    after,
    section,
    { sent, shown, errors, removed: changed.removed },
    errors.length ? 422 : 200,
  );
}

/** Keeps the files of a whole screen. */
async function filesThatCame(
  running: RunningService,
  call: Context,
  { setting, kept, counter }: OpenCase,
  steps: readonly PathStep[],
  arrived: ReceivedForm,
): Promise<Came> {
  let form = arrived;
  const wrong: AnswerError[] = [];
  let values: Record<string, unknown> = {};
  for (const step of steps) {
    if (!questionsOf(counter.service, step).some(({ question }) => asksForFiles(question))) continue;
    const taken = await takeFiles(running, call, setting, step, kept, form);
    form = { ...form, fields: new Map([...taken.sent].map(([name, texts]) => [name, [...texts]])) };
    wrong.push(...taken.errors);
    values = { ...values, ...taken.values };
  }
  return { sent: form.fields, form, wrong, values };
}

/** Takes one page of a screen, as the web takes it. */
function taking(
  { counter, setting }: OpenCase,
  { sent, form, wrong: ofFiles, values }: Came,
  step: PathStep,
  draft: Draft,
  { goesOn, unsure }: { goesOn: boolean; unsure: Parameters<typeof virusErrors>[3] },
): { draft: Draft; wrong: readonly AnswerError[] } {
  const { service } = counter;
  if (isRepeat(step.step)) {
    const list = nameIn(step.step.repeat, step.items);
    const message = goesOn ? wrongAnother(setting, step.step, draft.order[list] ?? [], 'no') : undefined;
    if (message !== undefined) return { draft, wrong: [errorAtList(list, message)] };
    return { draft: goesOn ? withFinished(draft, list) : draft, wrong: [] };
  }
  if (!step.ask.length) return { draft: withSeen(draft, step.at), wrong: [] };
  const reading = readPage(service, step, sent, setting.reader);
  const own = ofFiles.filter(({ name }) => step.ask.includes(name));
  const sooner = [...own, ...cutErrors(service, setting, step, form)];
  const rest = reading.errors.filter(({ name }) => !sooner.some((error) => error.name === name));
  const errors = inOrder(step, [...sooner, ...rest]);
  const files = Object.fromEntries(Object.entries(values).filter(([name]) => step.ask.includes(name)));
  if (errors.length) return { draft: withAll(draft, files), wrong: errors };
  const next = withAll(draft, reading.values);
  return { draft: next, wrong: virusErrors(service, step, next, unsure, setting.reader) };
}

function errorAtList(list: string, message: string): AnswerError {
  return { name: list, pointer: `/${list}`, code: 'range-underflow', message, controls: [addName(list)] };
}

/** What was right on a page that an answer above has closed: it is kept, and counts again if the page is asked. */
function withRight({ counter, setting }: OpenCase, draft: Draft, step: PathStep, sent: Sent): Draft {
  const { values } = readPage(counter.service, step, sent, setting.reader);
  return withAll(draft, Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)));
}

/** The draft after what a button of the screen does beside saving. */
function changedBy(
  { counter, path }: OpenCase,
  steps: readonly PathStep[],
  draft: Draft,
  action: string,
): { draft: Draft; removed?: string } {
  const [, verb, place = ''] = /^(add|remove|undo):(.+)$/.exec(action) ?? [];
  for (const step of steps) {
    const without = withoutFile(counter.service, step, draft, action);
    if (without) return without;
  }
  const list = path.steps.find(({ step, items }) => {
    const name = isRepeat(step) ? nameIn(step.repeat, items) : undefined;
    return name !== undefined && (verb === 'add' ? place === name : place.startsWith(`${name}/`));
  });
  if (!verb || !list || !isRepeat(list.step)) return { draft };
  const name = nameIn(list.step.repeat, list.items);
  const ids = draft.order[name] ?? [];
  const id = place.slice(name.length + 1);
  if (verb === 'remove') return ids.includes(id) ? { draft: withoutItem(draft, name, id), removed: place } : { draft };
  if (!isFree(list.step, ids) || (verb === 'undo' && ids.includes(id))) return { draft };
  return { draft: withItem(draft, name, verb === 'add' ? newItem() : id) };
}

/** What is kept of the case once a screen is saved. */
function contentOf(
  running: RunningService,
  opened: OpenCase,
  section: CounterSection,
  saving: { draft: Draft; taken: readonly string[]; form: ReceivedForm; call: Context; action: string },
): DraftContent {
  const { kept } = opened;
  const { draft, taken, action, call } = saving;
  const { news: _read, typed: _older, ...content } = kept.content;
  const places = [...taken, `counter/${section.id}`];
  const saved = { ...content.saved, ...Object.fromEntries(places.map((at) => [at, kept.revision + 1])) };
  const language = action === 'language' ? running.languageOf(call, content.language) : content.language;
  const originals = originalsSeen(running, opened, section, saving.form);
  return { ...content, draft, saved, language, counter: { ...recordOf(content), originals } };
}

/** The papers whose original was seen: what is ticked keeps who saw it first. */
function originalsSeen(
  running: RunningService,
  opened: OpenCase,
  section: CounterSection,
  { fields }: ReceivedForm,
): SeenOriginal[] {
  const { originals } = recordOf(opened.kept.content);
  const here = evidenceIn(opened, opened.path, section).map(({ id }) => id);
  const ticked = here.filter((id) => fields.get(seenName(id))?.[0] === 'yes');
  const at = running.now().toISOString();
  const known = (id: string) => originals.find(({ evidence }) => evidence === id);
  return [
    ...originals.filter(({ evidence }) => !here.includes(evidence)),
    ...ticked.map((evidence) => known(evidence) ?? { evidence, at, by: opened.by }),
  ];
}

/** Where the staff go on after a screen. */
function whereOn(after: OpenCase, section: CounterSection): string {
  const { counter, path } = after;
  const first = stepsIn(section, path).find(({ answered }) => !answered);
  if (first) return `${placeOf(after, section)}?opened=yes#${firstControl(after, first)}`;
  const next = nextSection(counter, path, section);
  return next && next !== section ? placeOf(after, next) : after.place;
}

/** The control that a new question begins with: where an error of it would lead. */
function firstControl({ counter, setting }: OpenCase, step: PathStep): string {
  if (isRepeat(step.step)) return idOf(addName(nameIn(step.step.repeat, step.items)));
  const [first] = questionsOf(counter.service, step);
  return first ? idOf(errorOf(first.question, first.name, missing(first.question), setting.reader).controls[0]!) : '';
}
