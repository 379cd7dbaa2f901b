import { html } from 'hono/html';
import { errorOf } from '../../answers/read-page.ts';
import type { AnswerError, Reader, Sent } from '../../answers/read-page.ts';
import type { Definition } from '../../definition/definition.ts';
import { say } from '../../definition/words.ts';
import type { Service, ServiceQuestion } from '../../path/service.ts';
import type { MessageKey } from '../../words/catalogue.ts';
import { identityDocuments } from '../counter-record.ts';
import type { IdentityCheck, ReceivedPaper } from '../counter-record.ts';
import { speaker } from '../controls.ts';
import type { Html } from '../controls.ts';
import type { Setting } from '../pages.ts';
import { inLanguage } from '../pages.ts';
import type { AskingPage } from './asking.ts';
import { ownQuestion, readOwn } from './asking.ts';
import { counterAt } from './open-case.ts';

/** The ways in which a case comes to the counter, by the end of their address. */
export const intakes = ['begin', 'code', 'paper'] as const;
export type Intake = (typeof intakes)[number];

const documentWords = {
  'identity-card': 'documentIdentityCard',
  passport: 'documentPassport',
  'residence-permit': 'documentResidencePermit',
  'driving-licence': 'documentDrivingLicence',
  none: 'documentNone',
} as const satisfies Record<IdentityCheck['document'], MessageKey>;

export function documentInWords(document: IdentityCheck['document'], reader: Reader): string {
  return speaker(reader)(documentWords[document]);
}

const titles = { begin: 'counterBegin', code: 'counterTakeOver', paper: 'counterPaper' } as const;
const leads = { begin: 'counterBeginLead', code: 'counterTakeOverLead', paper: 'counterPaperLead' } as const;

/** What the staff are asked before a case is open. */
export function questionsFor(intake: Intake, { reader, service }: Setting): ServiceQuestion[] {
  const words = speaker(reader);
  const { definition } = service;
  // Where people have to sign in on the web, nobody comes in without showing who they are here either.
  const mayShowNone = intake === 'begin' && !(definition.identity?.required && definition.identity.level !== 'none');
  const documents = [...identityDocuments, ...(mayShowNone ? (['none'] as const) : [])];
  const document = ownQuestion(reader, 'document', {
    type: 'choice',
    label: 'counterDocument',
    hint: words('counterDocumentHint'),
    missing: 'counterDocumentMissing',
    options: documents.map((each) => [each, documentWords[each]] as const),
  });
  const code = ownQuestion(reader, 'code', { type: 'text', label: 'counterCode', hint: words('returnHint') });
  const received = ownQuestion(reader, 'received', {
    type: 'date',
    label: 'counterReceived',
    hint: words('counterReceivedHint'),
    settings: { max: 'today' },
  });
  const example = `${definition.id}/${definition.version}/${reader.language}`;
  const form = ownQuestion(reader, 'form', {
    type: 'text',
    label: 'counterPaperCode',
    hint: words('counterPaperCodeHint', { example }),
    required: false,
  });
  return { begin: [document], code: [code, document], paper: [received, form] }[intake];
}

/** The page that asks it, with the other ways in. */
export function intakePage(
  intake: Intake,
  setting: Setting,
  { hasPaper, ...page }: Pick<AskingPage, 'sent' | 'errors' | 'notice' | 'action' | 'proof'> & { hasPaper: boolean },
): AskingPage {
  const words = speaker(setting.reader);
  const start = `${setting.base}/${counterAt}`;
  const isFirst = intake === 'begin';
  const title = say(setting.service.definition.title, setting.reader.language);
  return {
    ...page,
    title: isFirst ? words('counterTitle', { title }) : words(titles[intake]),
    lead: words(leads[intake]),
    questions: questionsFor(intake, setting),
    button: words(intake === 'code' ? 'continue' : 'counterBeginButton'),
    back: isFirst ? undefined : inLanguage(setting, start),
    more: isFirst ? otherWays(setting, start, hasPaper) : undefined,
  };
}

function otherWays(setting: Setting, start: string, hasPaper: boolean): Html {
  const words = speaker(setting.reader);
  const link = (intake: Intake) =>
    html`<li><a class="plaza-link" href="${inLanguage(setting, `${start}/${intake}`)}">${words(titles[intake])}</a></li>`;
  return html`<h2 class="plaza-heading-m">${words('counterOthers')}</h2>
      <ul class="plaza-list">${link('code')}${hasPaper && link('paper')}</ul>`;
}

/** What the staff gave of a paper: its day, the version that it was printed from and its language. */
export interface PaperRead {
  paper: ReceivedPaper;
  service: Service;
  language: string | undefined;
}

/** Reads the day and the code of a paper. The code says which version of the form it is: that one is typed in. */
export function readPaper(
  setting: Setting,
  services: ReadonlyMap<number, Service>,
  sent: Sent,
): { read?: PaperRead; errors: readonly AnswerError[] } {
  const { reader, service: latest } = setting;
  const questions = questionsFor('paper', setting);
  const { values, errors } = readOwn(questions, sent, reader);
  const wrong = (message: MessageKey) => errorOf(questions[1]!, 'form', { code: 'bad-input', message }, reader);
  const code = values.form?.trim();
  const found = code ? versionOf(code, latest.definition, services) : { service: latest, language: undefined };
  const all = 'problem' in found ? [...errors, wrong(found.problem)] : errors;
  if (all.length || 'problem' in found) return { errors: all };
  return { read: { paper: { received: values.received!, ...(code && { code }) }, ...found }, errors: [] };
}

function versionOf(
  code: string,
  { id: own }: Definition,
  services: ReadonlyMap<number, Service>,
): { service: Service; language: string | undefined } | { problem: MessageKey } {
  const [id, version, language] = code.split('/');
  if (id !== own || version === undefined) return { problem: 'counterPaperOther' };
  const service = services.get(Number(version));
  return service ? { service, language } : { problem: 'counterPaperVersion' };
}
