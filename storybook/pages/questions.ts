import { account, since } from './refund.ts';
import { applicantAt, asked, begunAt, opened, unanswered } from './ways.ts';
import type { Kinds } from './ways.ts';
import type { Sites } from './sites.ts';
import { newPickup, renewal } from '../../examples/permiso-circulacion/applicant.ts';
import type { Person } from '../../examples/testing/person.ts';
import { pdf } from '../../examples/testing/visitor.ts';

/** The first page of the refund, which takes several files. */
const refunded = (sites: Sites): Promise<Person> => begunAt(sites.refund, '/demo/refund', sites);
const receipts = [pdf('first receipt.pdf'), pdf('second receipt.pdf', 'second')];

/** The first page, and pages that ask. */
export const questions: Kinds = {
  'Start page': opened(''),
  'List of tasks': async (sites) => {
    const somebody = applicantAt(sites.tasks, sites);
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
  'Date known in part': async (sites) => {
    const somebody = await refunded(sites);
    await somebody.goOn({ receipts });
    return somebody;
  },
  'Date known in part, not right': async (sites) => {
    const somebody = await refunded(sites);
    await somebody.goOn({ receipts });
    await somebody.goOn({ 'since/day': '17', 'since/year': '2019' });
    return somebody;
  },
  'Bank account, not answered': async (sites) => {
    const somebody = await refunded(sites);
    await somebody.goOn({ receipts });
    await somebody.goOn(since);
    await somebody.goOn({ ...account, 'account/bank': '001' });
    return somebody;
  },
  'Bank account, by IBAN': async (sites) => {
    const somebody = await refunded(sites);
    await somebody.goOn({ receipts });
    await somebody.goOn(since);
    await somebody.goOn(account);
    return somebody;
  },
};
