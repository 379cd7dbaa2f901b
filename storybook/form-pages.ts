import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formMigrations, forms, formStore, letters, newKey, openDatabase, siteAt } from '@plaza-ds/forms/server';
import type { FormsOptions, FormsService, FormStore, FormTables } from '@plaza-ds/forms/server';
import type { Kysely } from 'kysely';
import type { Definition } from '@plaza-ds/forms';
import type { Indexer } from 'storybook/internal/types';
import type { Plugin } from 'vite';
import { html } from 'hono/html';
import { account, refund } from './refund.ts';
import { Applicant, newPickup, now, renewal } from '../examples/permiso-circulacion/applicant.ts';
import { Person } from '../examples/testing/person.ts';
import { pdf } from '../examples/testing/visitor.ts';
import definition from '../examples/permiso-circulacion/definition.json' with { type: 'json' };

const docsFile = /[/\\]patterns[/\\]forms[/\\]pages\.md$/;
const origin = 'http://localhost';
const base = '/demo/permiso-circulacion';
const several = { ...renewal, 'co-owners-any': { 'co-owners/any': 'yes' } };

/** The permit as it is, and in the ways that its definition is not: as a list of tasks, with letters, in a newer version. */
type Permit = 'usual' | 'tasks' | 'letters' | 'newer';
type Sites = Readonly<Record<Permit | 'refund', FormsService>> & { store: FormStore };
type Answers = Parameters<Applicant['goThrough']>[0];
/** Comes to a page, and gives back who stands there. */
type Way = (sites: Sites) => Promise<Person>;

const opened =
  (path: string): Way =>
  async ({ usual }) => {
    const somebody = new Applicant(usual, origin);
    await somebody.open(`${base}${path}`);
    return somebody;
  };

/** Comes to a page with the answers before it. */
const asked =
  (place: string, answers: Answers = renewal, permit: Permit = 'usual'): Way =>
  async (sites) => {
    const somebody = new Applicant(sites[permit], origin);
    await somebody.begin();
    await somebody.goThrough(answers, place);
    return somebody;
  };

/** The same page, sent as it was. */
const unanswered =
  (place: string, answers?: Answers): Way =>
  async (sites) => {
    const somebody = await asked(place, answers)(sites);
    await somebody.goOn({}, place === 'check' ? 'send' : 'continue');
    return somebody;
  };

/** The page on which people stop, from the first page of the service. */
const stopping =
  (permit: Permit): Way =>
  async (sites) => {
    const somebody = await asked('owner', renewal, permit)(sites);
    await somebody.open(somebody.path.replace(/owner$/, 'save'));
    return somebody;
  };

/** The first page of the refund, which takes several files. */
const refunded = async ({ refund }: Sites): Promise<Person> => {
  const somebody = new Person(refund, '/demo/refund', { origin });
  await somebody.begin();
  return somebody;
};
const receipts = [pdf('first receipt.pdf'), pdf('second receipt.pdf', 'second')];

/** Every kind and state of page that a definition makes, and the way to it, on the vehicle permit. */
const kinds: Readonly<Record<string, Way>> = {
  'Start page': opened(''),
  'List of tasks': async (sites) => {
    const somebody = new Applicant(sites.tasks, origin);
    await somebody.begin();
    await somebody.open(somebody.path.replace(/tasks$/, 'first-permit'));
    await somebody.goThrough(renewal, 'type');
    await somebody.open(somebody.path.replace(/type$/, 'tasks'));
    return somebody;
  },
  'Question page': asked('owner'),
  'Question page, not answered': unanswered('owner'),
  'Several questions': asked('vehicle'),
  'Several questions, not answered': unanswered('vehicle'),
  'Date and file, not answered': unanswered('bought', newPickup),
  'Several files': async (sites) => {
    const somebody = await refunded(sites);
    await somebody.goOn({ receipts }, 'add-files');
    return somebody;
  },
  'Several files, two not right': async (sites) => {
    const somebody = await refunded(sites);
    await somebody.goOn({
      receipts: [...receipts, pdf('third receipt.pdf', 'third'), new File(['text'], 'notes.txt')],
    });
    return somebody;
  },
  'Bank account, not answered': async (sites) => {
    const somebody = await refunded(sites);
    await somebody.goOn({ receipts });
    await somebody.goOn({ ...account, 'account/bank': '001' });
    return somebody;
  },
  'Bank account, by IBAN': async (sites) => {
    const somebody = await refunded(sites);
    await somebody.goOn({ receipts });
    await somebody.goOn(account);
    return somebody;
  },
  'List, empty': asked('others', several),
  'List, not answered': unanswered('others', several),
  'End before the end': asked('end/unpaid-fines', {
    ...renewal,
    fines: { 'fines/any': 'yes' },
    'fines-pay': { 'fines/pay-now': 'no' },
  }),
  'What changed': async (sites) => {
    const before = await asked('check', { ...renewal, notes: { notes: 'The old plates are at home.' } })(sites);
    const somebody = new Applicant(sites.newer, origin);
    somebody.visitor.cookies = before.visitor.cookies;
    await somebody.open(before.path);
    return somebody;
  },
  'Check answers': asked('check'),
  'Check answers, not declared': unanswered('check'),
  'Save and come back': stopping('usual'),
  'Save and come back, by email': stopping('letters'),
  'Save and come back, without an address': async (sites) => {
    const somebody = await stopping('letters')(sites);
    await somebody.goOn({ email: '' }, 'email');
    return somebody;
  },
  'Come back': opened('/return'),
  'Two tabs with other answers': async (sites) => {
    const somebody = await asked('plate')(sites);
    const { page } = somebody;
    await somebody.goOn({ 'vehicle/plate': 'AAAA11' });
    somebody.page = await somebody.send({ 'vehicle/plate': 'BBBB22' }, 'continue', page);
    return somebody;
  },
  Confirmation: async (sites) => {
    const somebody = await asked('check')(sites);
    await somebody.goOn({ 'declarations/truth': 'yes' }, 'send');
    return somebody;
  },
  'Confirmation, with news': async (sites) => {
    const somebody = await asked('check')(sites);
    const { $ } = await somebody.goOn({ 'declarations/truth': 'yes' }, 'send');
    const text = { en: 'Your photo of the plate is too dark. Send us another by Friday.' };
    await sites.store.report($('.plaza-panel bdi').text(), { state: 'in-progress' });
    await sites.store.report($('.plaza-panel bdi').text(), { state: 'waiting', text });
    await somebody.open(somebody.path);
    return somebody;
  },
  'Not yours': opened(`/draft/${'A'.repeat(22)}/owner`),
  'Page not found': opened('/nothing'),
};

/** Tells Storybook which pages there are, without making any. */
export const formPageIndexer: Indexer = {
  test: docsFile,
  createIndex: (file) =>
    Promise.resolve(
      Object.keys(kinds).map((name, index) => ({
        type: 'story' as const,
        importPath: file,
        __id: idOf(name),
        exportName: `page${index}`,
        name,
        title: 'Pages of a service',
        metaId: 'form-pages',
        tags: [],
      })),
    ),
};

/** Runs the vehicle permit once, and keeps each kind of page as its server made it. */
export const formPages: Plugin = {
  name: 'plaza-form-pages-as-stories',
  enforce: 'pre',
  async load(id) {
    if (!docsFile.test(id)) return null;
    const pages = await pagesOfEachKind();
    const stories = pages.map(({ name, html }, index) => {
      const example = { component: 'form-pages', lang: 'en', dir: 'ltr', html, fillsWidth: false };
      const parameters = { __id: idOf(name), example, docs: { source: { code: html } } };
      return `export const page${index} = ${JSON.stringify({ name, parameters })};`;
    });
    const meta = { id: 'form-pages', title: 'Pages of a service' };
    return { code: [`export default ${JSON.stringify(meta)};`, ...stories].join('\n'), moduleType: 'js', map: null };
  },
};

async function pagesOfEachKind(): Promise<{ name: string; html: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-pages-'));
  const { database, close } = await openDatabase<FormTables>({ folder }, formMigrations);
  try {
    const sites = permitsIn(database);
    const pages = [];
    for (const [name, come] of Object.entries(kinds)) {
      const { page } = await come(sites);
      pages.push({ name, html: page.$('main').html()!.trim() });
    }
    return pages;
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

function permitsIn(database: Kysely<FormTables>): Sites {
  const permit = definition as unknown as Definition;
  const key = newKey();
  const store = formStore(database, key, { now });
  const common: FormsOptions = {
    definitions: [permit],
    store,
    site: siteAt(origin, '/demo'),
    base,
    frame: ({ main }) => html`<main>${main}</main>`,
    log: () => undefined,
    now,
  };
  const mail = { send: () => Promise.reject(new Error('Nothing is sent while pages are drawn.')) };
  return {
    store,
    refund: forms({ ...common, definitions: [refund], base: '/demo/refund' }),
    usual: forms(common),
    tasks: forms({ ...common, definitions: [{ ...permit, journey: 'task-list' }] }),
    letters: forms({ ...common, letters: letters({ database, key, mail, now }) }),
    newer: forms({ ...common, definitions: [permit, newer(permit)] }),
  };
}

/** The permit in a version that has no notes any more, and has to know the address again. */
function newer(permit: Definition): Definition {
  const { notes: _label, ...questions } = permit.questions;
  const { notes: _type, ...properties } = permit.data.properties!;
  return {
    ...permit,
    version: permit.version + 1,
    data: { ...permit.data, properties },
    questions,
    pages: permit.pages.filter(({ id }) => id !== 'notes'),
    replaces: {
      version: permit.version,
      until: '2026-01-01T00:00:00Z',
      migrate: [{ reask: 'owner/address' }, { drop: 'notes' }],
    },
  };
}

const idOf = (name: string): string => `form-pages--${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
