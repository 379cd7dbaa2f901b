/** Whatever people type, the page says of it what the server says, before anything is sent; or it says nothing, and the server decides. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { now } from '../../examples/permiso-circulacion/applicant.ts';
import { Person } from '../../examples/testing/person.ts';
import type { Given } from '../../examples/testing/visitor.ts';
import { questionsOf, readPage } from '../../patterns/forms/answers/read-page.ts';
import type { AnswerError } from '../../patterns/forms/answers/read-page.ts';
import type { Definition } from '../../patterns/forms/definition/definition.ts';
import { nameIn } from '../../patterns/forms/draft/draft.ts';
import type { PathStep } from '../../patterns/forms/path/path.ts';
import { prepare } from '../../patterns/forms/path/service.ts';
import type { Service } from '../../patterns/forms/path/service.ts';
import { asksForFiles } from '../../patterns/forms/questions/file.ts';
import type { Typed } from '../../patterns/forms/questions/question-type.ts';
import { idOf } from '../../patterns/forms/server/controls.ts';
import { serveDefinition } from '../../patterns/forms/server/preview.ts';
import { anythingTypedInto, wrongFilesFor } from '../../patterns/forms/testing/anything-typed.ts';
import { everyQuestion } from '../../patterns/forms/testing/every-question.ts';
import { household, today, typedPages } from '../../patterns/forms/testing/household/household.ts';
import type { TypedPage } from '../../patterns/forms/testing/household/household.ts';
import { steadyChooser } from '../../patterns/forms/testing/somebody.ts';
import { rightFor, stepAt } from '../../patterns/forms/testing/walk-on-server.ts';
import { attach, awaken, hold, noteWhatIsRead, pressContinue, saidByServer, write } from './said.ts';
import type { Said } from './said.ts';
import { openBrowser } from './service.ts';

const read = (file: string): Definition =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Definition;

const definitions: Record<string, Definition> = {
  'every standard question': everyQuestion,
  'the energy grant': read('../../examples/energy-grant/definition.json'),
  'the vehicle permit': read('../../examples/permiso-circulacion/definition.json'),
  'the support for a household': household,
};

/** How often each page is filled in, in each language. */
const numRuns = 6;

/** How many people walk through a definition until every page was seen. */
const mostWalks = 40;

/**
 * What only the server says, where the answers of a page are right by themselves: the rules over several answers, and these.
 * A character that nobody sees, for few ever meet one; what an account number has to be, for that depends on the bank and the kind;
 * which parts are missing of what may be left out whole.
 */
function isServersAlone(service: Service, { name, code, controls }: AnswerError): boolean {
  const question = [...service.questions.values()].find((each) => isNamed(each.name, name))!;
  const { type, required } = question;
  if (type.name === 'bank-account' && controls[0] !== `${name}/rut`)
    return ['bad-input', 'pattern-mismatch'].includes(code) || (!required && code === 'value-missing');
  if (['person-name', 'address'].includes(type.name))
    return code === 'bad-input' || (!required && code === 'value-missing');
  return type.name === 'text' && code === 'bad-input';
}

function isNamed(pattern: string, name: string): boolean {
  return new RegExp(`^${pattern.replaceAll('*', '[^/]+')}$`).test(name);
}

/** The server's words without those that it says alone. */
function withoutServersOwn(
  { summary, beside }: Said,
  service: Service,
  errors: readonly AnswerError[],
  files: readonly string[],
): Said {
  const shared = errors.filter((error) => !isServersAlone(service, error));
  const ids = new Set([...files, ...shared.flatMap(({ controls }) => controls.map(idOf))]);
  return {
    summary: summary.filter(({ at }) => ids.has(at)),
    beside: beside.filter(({ at, invalid }) => [at, ...invalid].some((id) => ids.has(id))),
  };
}

let browser: Browser;
before(async () => void (browser = await openBrowser()));
after(() => browser?.close());

for (const [title, definition] of Object.entries(definitions))
  describe(`Of what people type for ${title}`, () => {
    const service = prepare(definition);
    const asking = [...service.steps.values()].filter((step) => 'ask' in step && step.ask.length).map(({ id }) => id);
    let preview: Awaited<ReturnType<typeof serveDefinition>>;
    before(async () => void (preview = await serveDefinition(definition, 0, { now })));
    after(() => preview?.close());

    for (const language of definition.languages)
      it(`the page says the same as the server, in ${language}`, async () => {
        const { origin, pathname } = new URL(preview.origin);
        const site = { fetch: (request: Request) => fetch(request, { redirect: 'manual' }) };
        const context = await openedFor(origin);
        const page = await context.newPage();
        const unseen = new Set(asking);
        for (let walk = 1; unseen.size && walk <= mostWalks; walk++) {
          const somebody = new Person(site, pathname, { origin, language });
          await somebody.begin(language);
          const [name, value] = somebody.visitor.cookies.split('=') as [string, string];
          await context.addCookies([{ name, value, url: origin }]);
          const choose = steadyChooser(walk * 7919);
          for (let pages = 0; pages < 100 && !/^(check|end\/.*)$/.test(somebody.place); pages++) {
            const step = stepAt(service, somebody.place);
            if (unseen.delete(step.step.id)) await saysTheSame(page, { somebody, service, step, origin, language });
            const typed = walk === 1 && definition === household ? typedPages[step.step.id] : undefined;
            await somebody.goOn(typed ? inItem(typed, step) : rightFor(service, step, somebody, choose));
          }
        }
        await context.close();
        assert.deepEqual([...unseen], []);
      });
  });

async function openedFor(origin: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin });
  context.setDefaultTimeout(15_000);
  await context.addInitScript(noteWhatIsRead);
  return context;
}

interface Here {
  somebody: Person;
  service: Service;
  step: PathStep;
  origin: string;
  language: string;
}

/** Fills in a page again and again, in a browser and by requests. Nothing goes away from the browser's. */
async function saysTheSame(page: Page, { somebody, service, step, origin, language }: Here): Promise<void> {
  const { path } = somebody;
  await page.goto(`${origin}${path}`);
  await hold(page);
  await awaken(page);
  const questions = questionsOf(service, step);
  const typed = fc.record(
    Object.fromEntries(questions.map(({ question, name }) => [name, anythingTypedInto(question)] as const)),
  );
  const files = fc.record(
    Object.fromEntries(
      questions.flatMap(({ question, name }) =>
        asksForFiles(question) ? [[name, wrongFilesFor(question)] as const] : [],
      ),
    ),
  );
  const isSaidAlike = async (answers: Record<string, Typed>, chosen: Record<string, File[]>) => {
    const sent = await write(page, textsOf(answers));
    await attach(page, chosen);
    const { wasSent, ...early } = await pressContinue(page);
    await somebody.open(path);
    const shown = await somebody.send({ ...(Object.fromEntries(sent) as Given), ...chosen });
    assert.ok([303, 422].includes(shown.status), shown.text);
    const late = saidByServer(shown);
    const { errors } = readPage(service, step, withNames(sent, chosen), { language, today });
    const aboutFiles = Object.keys(chosen).map(idOf);
    assert.deepEqual(early, withoutServersOwn(late, service, errors, aboutFiles));
    assert.equal(wasSent, !early.summary.length);
  };
  await fc.assert(fc.asyncProperty(typed, files, isSaidAlike), { numRuns, endOnFailure: true });
  await somebody.open(path);
}

/** Answers under the names that they have in the item of a list. */
function inItem(typed: TypedPage, { items }: PathStep): Given {
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [nameIn(name, items), value] as [string, string]),
  );
}

/** Texts by the names of controls. */
function textsOf(answers: Record<string, Typed>): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, parts]) =>
      Object.entries(parts).map(([part, texts]) => [part ? `${name}/${part}` : name, texts]),
    ),
  );
}

/** What was sent as the server reads it. Files are read elsewhere: here they only are there or not. */
function withNames(sent: readonly [string, string][], files: Readonly<Record<string, File[]>>): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const [name, text] of sent) all.set(name, [...(all.get(name) ?? []), text]);
  for (const [name, chosen] of Object.entries(files)) if (chosen.length) all.set(name, ['null']);
  return all;
}
