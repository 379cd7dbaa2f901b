import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { formMigrations, formStore, newKey } from '@plaza-ds/forms/server';
import type { FormTables } from '@plaza-ds/forms/server';
import { sql } from 'kysely';
import { municipality } from '../municipality/app.ts';
import { onEveryDatabase } from '../testing/databases.ts';
import { pdf } from '../testing/visitor.ts';
import { Applicant, newPickup, now, renewal } from './applicant.ts';
import { everybody } from '../testing/everybody.ts';

onEveryDatabase<FormTables>('Permiso de circulación', formMigrations, (opened) => {
  let site: ReturnType<typeof municipality>;
  let applicant: Applicant;
  const key = newKey();
  const logged: unknown[] = [];
  before(() => {
    site = municipality({
      identity: everybody,
      store: formStore(opened().database, key, { now }),
      origin: 'http://localhost',
      now,
      log: (entry) => logged.push(entry),
    });
  });
  const begin = async () => {
    applicant = new Applicant(site);
    await applicant.begin();
    return applicant;
  };
  const reach = async (place: string, answers = renewal) => {
    await begin();
    await applicant.goThrough(answers, place);
    return applicant;
  };
  const sentPage = async () => applicant.goOn({ 'declarations/truth': 'yes' }, 'send');

  describe('From the start page to the confirmation', () => {
    it('says what is needed before anybody starts', async () => {
      applicant = new Applicant(site);
      const page = await applicant.open('/demo/permiso-circulacion');
      assert.equal(page.heading, 'Get your vehicle permit');
      assert.match(page.text, /You need The vehicle’s number plate/);
    });

    it('takes a person who renews through their pages, and gives a reference', async () => {
      await reach('check');
      assert.equal(applicant.page.answer('RUN of the owner'), '33.333.333-3');
      assert.equal(applicant.page.answer('Until when is the technical review valid?'), '30 April 2028');
      assert.equal(applicant.page.answer('Certificate of the technical review'), 'revisión.pdf, 1 kB');
      await sentPage();
      assert.equal(applicant.page.heading, 'Sent');
      assert.match(applicant.page.text, /[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}/);
      assert.equal(applicant.page.answer('Number plate'), 'BCDF12');
    });

    it('asks a company with a new pick-up other things', async () => {
      await reach('check', newPickup);
      assert.equal(applicant.page.answer('RUT of the company or organisation'), '77.777.777-7');
      assert.equal(applicant.page.answer('How many tonnes can it carry?'), '1.75\u00A0t');
      assert.equal(applicant.page.answer('RUN of the owner'), '');
      await sentPage();
      assert.equal(applicant.page.heading, 'Sent');
    });
  });

  describe('What is wrong', () => {
    it('is named beside the answer and in the summary, and everything typed is still there', async () => {
      await reach('owner-run');
      const page = await applicant.goOn({ 'owner/run': '33.333.333-4' });
      assert.equal(page.status, 422);
      assert.match(page.title, /^Error: RUN of the owner/);
      assert.deepEqual(page.problems, {
        '#owner-run': 'Check the number: the last character, “4”, does not match the others',
      });
      assert.equal(page.errorOf('owner-run'), 'Check the number: the last character, “4”, does not match the others');
      assert.equal(page.valueOf('RUN of the owner'), '33.333.333-4');
    });

    it('is named for each part of a name', async () => {
      await reach('owner-name');
      const page = await applicant.goOn({ 'owner/name/given': ' ', 'owner/name/family': '' });
      assert.deepEqual(page.problems, { '#owner-name-given': 'Fill in “Given names”' });
    });

    it('is said where two answers do not fit together', async () => {
      await reach('policy');
      const page = await applicant.goOn({
        ...renewal.policy,
        'insurance/from/year': '2027',
        'insurance/until/year': '2027',
        'insurance/until/month': '1',
      });
      assert.deepEqual(page.problems, {
        '#insurance-until-day': 'The insurance has to end after it begins. Check both dates',
      });
      assert.equal(page.$('#insurance-until-year').val(), '2027');
    });

    it('keeps the file that came with it', async () => {
      await reach('bought', newPickup);
      const page = await applicant.goOn({ ...newPickup.bought, 'vehicle/bought/day': '' });
      assert.deepEqual(page.problems, { '#vehicle-bought-day': 'Add the day to the date' });
      assert.match(page.text, /factura\.pdf/);
      const { 'vehicle/invoice': _file, ...rest } = newPickup.bought!;
      await applicant.goOn(rest);
      assert.equal(applicant.place, 'review-exempt');
    });

    for (const [what, file, message] of [
      ['of another kind', new File(['MZ not a pdf'], 'virus.pdf'), /“virus.pdf” is of another type/],
      ['that is empty', new File([], 'empty.pdf'), /“empty.pdf” is empty/],
      [
        'that is too large',
        pdf('large.pdf', 'x'.repeat(6 * 1024 * 1024)),
        /“large.pdf” is .* Choose a file of .* or less/,
      ],
    ] as const)
      it(`is a file ${what}`, async () => {
        await reach('review-certificate');
        const page = await applicant.goOn({ 'review/certificate': file });
        assert.match(Object.values(page.problems).join(), message);
      });

    it('is hostile text, shown as text', async () => {
      await reach('notes');
      await applicant.goOn({ notes: '<script>alert(1)</script>"\'&amp;' });
      assert.equal(applicant.page.answer('Anything else we should know?'), '<script>alert(1)</script>"\'&amp;');
      assert.equal(applicant.page.$('main script').length, 0);
    });

    it('is an answer that is too long', async () => {
      await reach('notes');
      const page = await applicant.goOn({ notes: 'x'.repeat(10_000) });
      assert.deepEqual(page.problems, { '#notes': 'Shorten your answer by 9,500 characters' });
      assert.equal(page.valueOf('Anything else we should know? (optional)').trim().length, 10_000);
    });
  });

  describe('The way', () => {
    it('leads to the first page that is not answered, whoever jumps ahead', async () => {
      await reach('plate');
      const { path } = applicant;
      await applicant.open(path.replace('/plate', '/policy'));
      assert.equal(applicant.place, 'plate');
      await applicant.open(path.replace('/plate', '/check'));
      assert.equal(applicant.place, 'plate');
      await applicant.open(path.replace('/plate', '/nothing'));
      assert.equal(applicant.place, 'plate');
    });

    it('leads back to the page before, with what was answered', async () => {
      await reach('plate');
      await applicant.open(applicant.page.$('.plaza-back-link').attr('href')!);
      assert.equal(applicant.place, 'first-permit');
      assert.deepEqual(applicant.page.chosen, ['No']);
      await applicant.goOn({ 'vehicle/first-permit': 'no' });
      assert.equal(applicant.place, 'plate');
    });

    it('asks only what is new after a change, and then shows all answers again', async () => {
      await reach('check');
      const change = applicant.page.$('dt:contains("Who owns the vehicle?")').parent().find('a').attr('href')!;
      await applicant.open(change);
      await applicant.goOn({ 'owner/kind': 'company' });
      assert.equal(applicant.place, 'company');
      await applicant.goOn(newPickup.company!);
      assert.equal(applicant.place, 'representative');
      await applicant.goOn(newPickup.representative!);
      assert.equal(applicant.place, 'check');
      assert.match(applicant.page.text, /These answers are not needed any more .*Ñusta Áñez Luna/);
    });

    it('has an answer back that was not asked for a while', async () => {
      await reach('check');
      await applicant.open(applicant.path.replace('check', 'owner?return=check'));
      await applicant.goOn({ 'owner/kind': 'company' });
      await applicant.open(applicant.path.replace(/company.*/, 'owner?return=check'));
      await applicant.goOn({ 'owner/kind': 'person' });
      assert.equal(applicant.place, 'check');
      assert.equal(applicant.page.answer('What is the owner’s name?'), 'Ñusta Áñez Luna');
    });

    it('keeps what was written on a page that another tab made needless, and sends it only if it is asked', async () => {
      await reach('owner-run');
      const before = applicant.page;
      await applicant.open(applicant.path.replace('owner-run', 'owner'));
      await applicant.goOn({ 'owner/kind': 'company' });
      const late = await applicant.send({ 'owner/run': '33.333.333-3' }, 'continue', before);
      assert.equal(late.status, 303);
      const page = await applicant.open(late.response.headers.get('location')!);
      assert.equal(applicant.place, 'company');
      assert.match(page.notice, /What you wrote on it is kept/);
      await applicant.goThrough(newPickup);
      assert.match(applicant.page.text, /These answers are not needed any more .*RUN of the owner ?33\.333\.333-3/);
      await applicant.open(applicant.path.replace('check', 'owner?return=check'));
      await applicant.goOn({ 'owner/kind': 'person' });
      assert.equal(applicant.page.answer('RUN of the owner'), '33.333.333-3');
    });

    it('does not go on to a page that it has not come to', async () => {
      await reach('owner-name');
      const address = applicant.page.$('main form').attr('action')!.replace('owner-name', 'fines');
      const page = await applicant.visitor.post(
        new URLSearchParams({ ...applicant.page.hidden, 'fines/any': 'no' }).toString(),
        address,
        {
          'content-type': 'application/x-www-form-urlencoded',
        },
      );
      assert.equal(page.status, 303);
      assert.match(page.response.headers.get('location')!, /owner-name(\?aside)?$/);
    });

    it('ends with the reason and what else to do, where the answers rule it out', async () => {
      await reach('fines-pay', { ...renewal, fines: { 'fines/any': 'yes' } });
      await applicant.goOn({ 'fines/pay-now': 'no' });
      assert.equal(applicant.page.heading, 'The fines have to be paid first');
      assert.match(applicant.page.text, /If you do not agree ?If you believe/);
    });
  });

  describe('A list', () => {
    const other = (name: string, share: string) => ({
      'others/*/name/given': name,
      'others/*/run': '33.333.333-3',
      'others/*/share': share,
    });
    const fill = (given: Record<string, string>) => {
      const id = applicant.place.split('/')[1]!;
      return applicant.goOn(
        Object.fromEntries(Object.entries(given).map(([name, text]) => [name.replace('*', id), text])),
      );
    };
    const withOthers = { ...renewal, 'co-owners-any': { 'co-owners/any': 'yes' } };
    const addOne = async (name: string, share: string) => {
      await applicant.goOn({ another: 'yes' });
      await fill(other(name, share));
    };

    it('takes one after the other, and goes on when there are no more', async () => {
      await reach('others', withOthers);
      await addOne('Ana', '25');
      await addOne('Beto', '25');
      assert.equal(applicant.place, 'others');
      assert.match(applicant.page.text, /Owner 1 .*Ana.*Owner 2 .*Beto/);
      await applicant.goOn({ another: 'no' });
      assert.equal(applicant.place, 'first-permit');
    });

    it('wants at least as many as there have to be', async () => {
      await reach('others', withOthers);
      const page = await applicant.goOn({ another: 'no' });
      assert.deepEqual(page.problems, { '#another': 'Add at least 1' });
    });

    it('asks before it removes one, and puts it back', async () => {
      await reach('others', withOthers);
      await addOne('Ana', '25');
      await addOne('Beto', '25');
      await applicant.open(applicant.page.$('.plaza-item-list a:contains("Remove")').attr('href')!);
      assert.equal(applicant.page.heading, 'Do you want to remove Owner 1?');
      await applicant.goOn({}, applicant.page.$('main form button[name="action"]').attr('value'));
      assert.doesNotMatch(applicant.page.text, /Ana/);
      assert.match(applicant.page.text, /It was removed/);
      await applicant.goOn({}, applicant.page.$('button:contains("Put it back")').attr('value'));
      assert.match(applicant.page.text, /Beto.*Ana/);
    });

    it('lets whoever added one by mistake go back to the list and take it out', async () => {
      await reach('others', withOthers);
      await addOne('Ana', '25');
      await applicant.goOn({ another: 'yes' });
      await applicant.open(applicant.page.$('a.plaza-back-link').attr('href')!);
      assert.equal(applicant.place, 'others');
      await applicant.open(applicant.page.$('.plaza-item-list a:contains("Remove")').last().attr('href')!);
      await applicant.goOn({}, applicant.page.$('main form button[name="action"]').attr('value'));
      await applicant.goOn({ another: 'no' });
      assert.equal(applicant.place, 'first-permit');
    });

    it('is asked about once, though they go back and say again that there is one more', async () => {
      await reach('others', withOthers);
      const list = applicant.path;
      await applicant.goOn({ another: 'yes' });
      const item = applicant.path;
      await applicant.open(list);
      await applicant.goOn({ another: 'yes' });
      assert.equal(applicant.path, item);
      await applicant.open(list);
      await applicant.goOn({ another: 'no' });
      assert.equal(applicant.path, item);
    });

    it('is full with as many as there may be', async () => {
      await reach('others', withOthers);
      for (const name of ['Ana', 'Beto', 'Caro', 'Dina']) await addOne(name, '10');
      assert.match(applicant.page.text, /You can add 4 at most/);
      await applicant.goOn({});
      assert.equal(applicant.place, 'first-permit');
    });

    it('is an array in what is sent', async () => {
      await reach('others', withOthers);
      await addOne('Ana', '25');
      await applicant.goOn({ another: 'no' });
      await applicant.goThrough(withOthers);
      await sentPage();
      assert.match(applicant.page.text, /Owner 1 What is the name\? ?Ana/);
    });
  });

  describe('Sending', () => {
    it('wants the declaration', async () => {
      await reach('check');
      const page = await applicant.goOn({}, 'send');
      assert.deepEqual(page.problems, { '#declarations-truth': 'Tick the box if you agree' });
    });

    it('happens once, however often it is pressed', async () => {
      await reach('check');
      const all = await Promise.all(
        Array.from({ length: 5 }, () => applicant.send({ 'declarations/truth': 'yes' }, 'send')),
      );
      const places = new Set(all.map(({ response }) => response.headers.get('location')));
      assert.equal(places.size, 1);
      assert.match([...places][0]!, /\/sent\//);
    });

    it('leads to the confirmation from every page of it afterwards', async () => {
      await reach('check');
      const { path } = applicant;
      await sentPage();
      const sent = applicant.path;
      for (const place of ['owner', 'check', 'save', ''])
        assert.equal((await applicant.open(path.replace('check', place))) && applicant.path, sent);
    });

    it('shows the answers again where they were changed in another tab', async () => {
      await reach('check');
      const before = applicant.page;
      await applicant.open(applicant.path.replace('check', 'plate?return=check'));
      await applicant.goOn({ 'vehicle/plate': 'ZZZZ99' });
      const page = await applicant.send({ 'declarations/truth': 'yes' }, 'send', before);
      assert.equal(page.status, 409);
      assert.equal(page.answer('Number plate'), 'ZZZZ99');
    });
  });

  describe('Two tabs with the same page', () => {
    it('lose nothing: who saves second chooses', async () => {
      await reach('plate');
      const [first, second] = [applicant.page, applicant.page];
      await applicant.send({ 'vehicle/plate': 'AAAA11' }, 'continue', first);
      applicant.page = await applicant.send({ 'vehicle/plate': 'BBBB22' }, 'continue', second);
      assert.equal(applicant.page.status, 409);
      assert.equal(applicant.page.heading, 'This page was changed somewhere else');
      assert.match(applicant.page.text, /What you wrote just now ?BBBB22 ?Saved before ?AAAA11/);
      const unchosen = await applicant.goOn({});
      assert.deepEqual(unchosen.problems, { '#keep-vehicle-plate': 'Choose which answer to keep for “Number plate”' });
      await applicant.goOn({ 'keep/vehicle/plate': 'yours' });
      assert.equal(applicant.place, 'type');
      await applicant.open(applicant.path.replace('type', 'plate'));
      assert.equal(applicant.page.valueOf('Number plate'), 'BBBB22');
    });

    it('say nothing where both answer the same', async () => {
      await reach('plate');
      const page = applicant.page;
      await applicant.send({ 'vehicle/plate': 'AAAA11' }, 'continue', page);
      assert.equal((await applicant.send({ 'vehicle/plate': 'AAAA11' }, 'continue', page)).status, 303);
    });

    it('with different pages both save', async () => {
      await reach('type');
      const type = applicant.page;
      await applicant.open(applicant.path.replace('type', 'plate'));
      await applicant.goOn({ 'vehicle/plate': 'CCCC33' });
      assert.equal((await applicant.send({ 'vehicle/type': 'car' }, 'continue', type)).status, 303);
    });
  });

  describe('Somebody else', () => {
    it('cannot open what is not theirs, and is told the way for those whose it is', async () => {
      await reach('plate');
      const stranger = new Applicant(site);
      stranger.visitor.headers['x-somebody'] = 'else';
      const page = await stranger.open(applicant.path);
      assert.equal(page.status, 404);
      assert.equal(page.heading, 'We cannot show this');
      assert.equal(page.$('main a').attr('href'), '/demo/permiso-circulacion/return');
    });

    it('cannot write into it', async () => {
      await reach('plate');
      const stranger = new Applicant(site);
      stranger.visitor.headers['x-somebody'] = 'else';
      await stranger.begin();
      const page = await stranger.visitor.post(
        new URLSearchParams({ ...stranger.page.hidden, 'vehicle/plate': 'EVIL66' }).toString(),
        applicant.page.$('main form').attr('action')!,
        { 'content-type': 'application/x-www-form-urlencoded' },
      );
      assert.equal(page.status, 404);
    });

    it('cannot make another site send a page of it', async () => {
      await reach('plate');
      applicant.visitor.headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
      const page = await applicant.goOn({ 'vehicle/plate': 'EVIL66' });
      assert.equal(page.status, 403);
      assert.match(page.notice, /was sent from another site/);
      assert.equal(page.valueOf('Number plate'), 'EVIL66');
    });
  });

  describe('Coming back', () => {
    it('works on another device with the code, and on this one too', async () => {
      await reach('plate');
      await applicant.open(applicant.page.$('a:contains("Save and come back later")').attr('href')!);
      await applicant.goOn({}, 'save');
      const code = applicant.page.$('.plaza-inset strong').text();
      assert.match(code, /^\w{5}-\w{5}$/);
      const telephone = new Applicant(site);
      await telephone.open('/demo/permiso-circulacion/return');
      await telephone.goOn({ code: ` ${code.toLowerCase().replace('-', ' ')} ` }, 'return');
      assert.equal(telephone.place, 'plate');
      await telephone.goOn(renewal.plate!);
      await applicant.open(applicant.path.replace('/save', ''));
      assert.equal(applicant.place, 'type');
    });

    it('says that a code is unknown, also one that was replaced', async () => {
      await reach('plate');
      const save = applicant.page.$('a:contains("Save and come back later")').attr('href')!;
      await applicant.open(save);
      await applicant.goOn({}, 'save');
      const old = applicant.page.$('.plaza-inset strong').text();
      await applicant.open(save);
      await applicant.goOn({}, 'save');
      const telephone = new Applicant(site);
      await telephone.open('/demo/permiso-circulacion/return');
      const page = await telephone.goOn({ code: old }, 'return');
      assert.deepEqual(page.problems, { '#code': 'We do not know this code. Check it, or begin anew.' });
      assert.equal(page.valueOf('Your code'), old);
    });
  });

  it('keeps the page and its answers when the language is changed', async () => {
    await reach('plate');
    const button = applicant.page.$('.plaza-languages button');
    applicant.page = await applicant.visitor.post(
      new URLSearchParams({ ...applicant.page.hidden, 'vehicle/plate': 'half', action: 'language' }).toString(),
      button.attr('formaction')!,
      { 'content-type': 'application/x-www-form-urlencoded' },
    );
    assert.equal(applicant.page.heading, 'Patente del vehículo');
    assert.equal(applicant.page.valueOf('Patente del vehículo'), 'half');
    await applicant.goOn(renewal.plate!);
    assert.equal(applicant.page.heading, '¿Qué tipo de vehículo es?');
  });

  it('has nothing in the database that says who somebody is, nor in the log', async () => {
    await reach('check');
    await sentPage();
    const { database } = opened();
    for (const table of ['forms_draft', 'forms_submission', 'forms_file', 'forms_holder'] as const) {
      const rows = await sql<{ row: string }>`select ${sql.table(table)}::text as row from ${sql.table(table)}`.execute(
        database,
      );
      assert.ok(rows.rows.length, table);
      for (const { row } of rows.rows) {
        const plain = row.replace(/\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));
        assert.doesNotMatch(plain, /usta|BCDF12|33333333|PDF|revisi/);
      }
    }
    assert.doesNotMatch(JSON.stringify(logged), /usta|BCDF12|33333333/);
  });
});
