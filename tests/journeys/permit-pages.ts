/** Every kind of page of the vehicle permit, in every state that a person meets it in, and the way to it. */
import { randomUUID } from 'node:crypto';
import type { Given } from '../../examples/testing/visitor.ts';
import { begun, coOwner, newPickup, renewal } from './permit.ts';
import type { Begun, PermitApplicant } from './permit.ts';
import type { Language } from './person.ts';
import type { Service } from './service.ts';

type Answers = Record<string, Given>;
type Way = (applicant: PermitApplicant, service: Service) => Promise<void>;

const withOthers: Answers = { ...renewal, 'co-owners-any': { 'co-owners/any': 'yes' } };
const unpaid: Answers = { ...renewal, fines: { 'fines/any': 'yes' }, 'fines-pay': { 'fines/pay-now': 'no' } };

const cameTo = new WeakMap<Service, Map<string, Promise<Begun>>>();

/** Comes to a page by plain requests; those who change nothing on it can share it. */
function comeTo(service: Service, place: string, answers: Answers, language: Language): Promise<Begun> {
  const there = cameTo.get(service) ?? new Map<string, Promise<Begun>>();
  cameTo.set(service, there);
  const key = [place, answers === newPickup, language].join();
  if (!there.has(key)) there.set(key, begun(service, place, { answers, language }));
  return there.get(key)!;
}

/** A page that is not answered yet. */
const asked =
  (place: string, answers: Answers = renewal): Way =>
  async (applicant, service) =>
    applicant.open(await comeTo(service, place, answers, applicant.language));

/** A page that was sent as it was, with all that is missing. */
const unanswered =
  (place: string, answers: Answers = renewal): Way =>
  async (applicant, service) => {
    await asked(place, answers)(applicant, service);
    await applicant.button(place === 'check' ? 'send' : 'continue').click();
    await applicant.summary.waitFor();
  };

const withItems: Way = async (applicant, service) => {
  await applicant.open(await begun(service, 'others', { answers: withOthers, language: applicant.language }));
  await applicant.addAnother(true);
  await applicant.fill(coOwner('Ana', '25'));
  await applicant.goOn();
};

const removal: Way = async (applicant, service) => {
  await withItems(applicant, service);
  await applicant.press(applicant.page.getByRole('main').getByRole('link', { name: applicant.word('itemRemove') }));
};

const stopping: Way = async (applicant, service) => {
  await applicant.open(await begun(service, 'owner', { language: applicant.language }));
  await applicant.press(applicant.link(applicant.word('saveLink')));
};

/** Asks for a link to an address that nobody else has; gives the link. */
const askedForLink = async (applicant: PermitApplicant, service: Service): Promise<() => Promise<string>> => {
  await stopping(applicant, service);
  const address = `${randomUUID()}@example.org`;
  await applicant.page.getByLabel(applicant.word('emailLabel'), { exact: true }).fill(address);
  await applicant.press(applicant.button('emailSend'));
  return async () => /http\S+/.exec((await service.sandbox.inbox.waitFor(address)).text)![0];
};

export const pageKinds: Record<string, Way> = {
  start: async ({ page, base, language }) => void (await page.goto(`${base}?language=${language}`)),
  'a few options': asked('owner'),
  'a few options, none chosen': unanswered('owner'),
  'a name': asked('owner-name'),
  'a name, empty': unanswered('owner-name'),
  'a national number': asked('owner-run'),
  'a national number, empty': unanswered('owner-run'),
  'an address': asked('address'),
  'email and telephone': asked('contact'),
  'a list of options': asked('type'),
  'a list of options, none chosen': unanswered('type'),
  'texts and a whole number': asked('vehicle'),
  'texts and a whole number, empty': unanswered('vehicle'),
  'a number with its unit': asked('load', newPickup),
  'a date and a file': asked('bought', newPickup),
  'a date and a file, empty': unanswered('bought', newPickup),
  'any of several options': asked('help'),
  'a long text': asked('notes'),
  'a text alone': asked('late'),
  'a list that is empty': asked('others', withOthers),
  'a list that is empty, not answered': unanswered('others', withOthers),
  'a list with items': withItems,
  'before something is removed': removal,
  'after something was removed': async (applicant, service) => {
    await removal(applicant, service);
    await applicant.press(applicant.button('itemRemove'));
  },
  'an end before the end': asked('end/unpaid-fines', unpaid),
  'two tabs with other answers': async (applicant, service) => {
    const there = await begun(service, 'plate', { language: applicant.language });
    await applicant.open(there);
    await there.applicant.goOn({ 'vehicle/plate': 'AAAA11' });
    await applicant.fill({ 'vehicle/plate': 'BBBB22' });
    await applicant.goOn();
  },
  'all answers': asked('check'),
  'all answers, not declared': unanswered('check'),
  confirmation: async (applicant, service) => {
    await applicant.open(await begun(service, 'check', { language: applicant.language }));
    await applicant.declareAndSend();
  },
  save: async (applicant, service) => {
    await asked('owner')(applicant, service);
    await applicant.press(applicant.link(applicant.word('saveLink')));
  },
  saved: async (applicant, service) => {
    await pageKinds.save!(applicant, service);
    await applicant.press(applicant.button('saveNew'));
  },
  'save, the address empty': async (applicant, service) => {
    await stopping(applicant, service);
    await applicant.button('emailSend').click();
    await applicant.summary.waitFor();
  },
  'a link on its way': async (applicant, service) => void (await askedForLink(applicant, service)),
  'where a link leads': async (applicant, service) => {
    const link = await askedForLink(applicant, service);
    await applicant.page.goto(`${await link()}?language=${applicant.language}`);
  },
  'a link that leads nowhere': async ({ page, base, language }) =>
    void (await page.goto(`${base}/link/${'A'.repeat(22)}?language=${language}`)),
  return: async ({ page, base, language }) => void (await page.goto(`${base}/return?language=${language}`)),
  'return, with a wrong code': async (applicant, service) => {
    await pageKinds.return!(applicant, service);
    await applicant.page.getByLabel(applicant.word('returnLabel')).fill('7KD4M-X92PC');
    await applicant.press(applicant.button('continue'));
  },
  'not yours': async ({ page, base, language }) => {
    await page.goto(`${base}?language=${language}`); // somebody who has been here, so that the browser has its cookie
    await page.goto(`${base}/draft/${'A'.repeat(22)}/owner?language=${language}`);
  },
  'not found': async ({ page, base, language }) => void (await page.goto(`${base}/nothing?language=${language}`)),
};
