import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { html } from 'hono/html';
import type { Definition } from '../definition/definition.ts';
import { openDatabase } from './database.ts';
import type { OpenDatabase } from './database.ts';
import type { FormsOptions } from './running-service.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card, w } from './testing.ts';

/** A service that pays money back, in Chile or by IBAN. */
const refund = (settings: Record<string, unknown>): Definition => ({
  ...card,
  languages: ['en', 'ar'],
  data: {
    type: 'object',
    properties: { account: { $ref: 'std:bank-account', settings } },
    required: ['account'],
  },
  questions: { account: { label: { ...w('Where do we pay it to?'), ar: 'إلى أين ندفع؟' } } },
  pages: [{ id: 'account', ask: ['account'] }],
});

describe('A service that asks where money is to be paid to', () => {
  let folder: string;
  let opened: OpenDatabase<FormTables>;
  let store: FormStore;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plaza-account-'));
    opened = await openDatabase<FormTables>({ folder }, formMigrations);
    store = formStore(opened.database, newKey());
  });
  after(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });
  const person = (settings: Record<string, unknown>, options: Partial<FormsOptions> = {}) =>
    new Borrower(store, { definitions: [refund(settings)], ...options });

  const right = {
    'account/bank': '012',
    'account/kind': 'cuenta-rut',
    'account/number': '33.333.333-3',
    'account/rut': '33333333-3',
  };

  it('has a list, a text or a number for each part, with its label and hint, and tells browsers to keep none of it', async () => {
    const { $ } = await person({ scheme: 'cl' }).begin();
    const controls = $('fieldset :is(select, input)').toArray();
    assert.deepEqual(
      controls.map((control) => `${control.tagName} ${$(`label[for="${$(control).attr('id')}"]`).text()}`),
      ['select Bank', 'select Kind of account', 'input Account number', 'input RUT of the account holder'],
    );
    for (const control of controls) {
      assert.equal($(control).attr('autocomplete'), 'off');
      assert.ok($(control).is('[required][data-plaza-sensitive]'));
    }
    assert.equal($('fieldset > legend').text(), 'Where do we pay it to?');
    assert.equal($('#account-bank option').first().text(), 'Choose an option');
    assert.equal($('#account-bank option[value="012"]').text(), 'BancoEstado');
    assert.ok($('#account-number').is('[dir="ltr"][inputmode="numeric"][spellcheck="false"]'));
    assert.equal($('#account-number-hint').text(), 'For a CuentaRUT, it is the RUT without its last character');
    assert.equal($('#account-number').attr('aria-describedby'), 'account-number-hint');
  });

  it('has what reads a RUT around its input, with the server’s sentences, and loads it', async () => {
    let elements: readonly string[] = [];
    const somebody = person(
      { scheme: 'cl' },
      {
        frame: (page) => {
          elements = page.elements ?? [];
          return html`<main>${page.main}</main>`;
        },
      },
    );
    const { $ } = await somebody.begin();
    const around = $('#account-rut').parent('plaza-field > plaza-national-number[scheme="cl-rut"]');
    assert.equal(
      around.attr('error-check-digit'),
      'Check the RUT of the account holder: its last character does not match the others',
    );
    assert.deepEqual(elements, ['form', 'error-summary', 'field', 'national-number']);
  });

  it('says what to mend beside each part and in the summary, and keeps what was chosen and typed', async () => {
    const somebody = person({ scheme: 'cl' });
    await somebody.begin();
    const wrong = { ...right, 'account/bank': '001', 'account/number': 'see <card>', 'account/rut': '33.333.333-4' };
    const page = await somebody.goOn(wrong);
    const expected = {
      '#account-bank': 'A CuentaRUT is always at BancoEstado: change the bank or the kind of account',
      '#account-number': 'For a CuentaRUT, write the RUT of the account holder as the account number',
      '#account-rut': 'Check the RUT of the account holder: its last character does not match the others',
    };
    assert.equal(page.status, 422);
    assert.deepEqual(page.problems, expected);
    for (const [href, sentence] of Object.entries(expected)) {
      assert.equal(page.errorOf(href.slice(1)), sentence);
      assert.equal(page.$(href).attr('aria-invalid'), 'true');
      assert.ok(
        page
          .$(href)
          .attr('aria-describedby')!
          .split(' ')
          .includes(`${href.slice(1)}-error`),
      );
    }
    assert.equal(page.errorOf('account-kind'), expected['#account-bank']);
    assert.deepEqual(
      ['Bank', 'Kind of account', 'Account number', 'RUT of the account holder'].map((label) => page.valueOf(label)),
      ['001', 'cuenta-rut', 'see <card>', '33.333.333-4'],
    );
  });

  it('asks for what was left out', async () => {
    const somebody = person({ scheme: 'cl' });
    await somebody.begin();
    const { problems } = await somebody.goOn({ ...right, 'account/kind': '', 'account/number': ' ' });
    assert.deepEqual(problems, {
      '#account-kind': 'Choose an option for “Kind of account”',
      '#account-number': 'Fill in “Account number”',
    });
  });

  it('shows the whole account to be checked, sends it bare, and logs nothing of it', async () => {
    const log: unknown[] = [];
    const somebody = person({ scheme: 'cl' }, { log: (...entry) => void log.push(entry) });
    await somebody.begin();
    const page = await somebody.goOn(right);
    assert.equal(
      page.answer('Where do we pay it to?'),
      'BancoEstado\nCuentaRUT\nAccount number: 33333333\nRUT of the account holder: 33.333.333-3',
    );
    const again = await somebody.open(page.$('main dl a').attr('href')!);
    assert.deepEqual(
      ['Bank', 'Account number', 'RUT of the account holder'].map((label) => again.valueOf(label)),
      ['012', '33333333', '33.333.333-3'],
    );
    await somebody.goOn({ ...right, 'account/number': '33333333' });
    await somebody.goOn({}, 'send');
    const { submission } = (await store.sent(somebody.address.split('/').at(-1)!))!;
    assert.deepEqual(submission.data.account, {
      bank: '012',
      kind: 'cuenta-rut',
      number: '33333333',
      rut: '333333333',
    });
    assert.doesNotMatch(JSON.stringify(log), /3333/);
  });

  it('does not ask whose the account is that has to be the person’s own', async () => {
    const somebody = person({ scheme: 'cl', own: true });
    const { $ } = await somebody.begin();
    assert.equal($('#account-rut').length, 0);
    const page = await somebody.goOn(right);
    assert.match(page.answer('Where do we pay it to?'), /Account number: 33333333$/);
  });

  it('takes an IBAN as it was pasted, and shows it in groups of four', async () => {
    const somebody = person({ scheme: 'iban' });
    const begun = await somebody.begin();
    assert.ok(begun.$('#account-iban').is('[dir="ltr"][autocomplete="off"][spellcheck="false"]'));
    const given = { 'account/iban': 'de89 3704-0044 0532 0130 01', 'account/holder': 'Ada <Lovelace>' };
    const page = await somebody.goOn(given);
    assert.deepEqual(page.problems, { '#account-iban': 'Check the IBAN: a letter or digit does not match the others' });
    assert.equal(page.valueOf('IBAN'), given['account/iban']);
    const check = await somebody.goOn({ ...given, 'account/iban': 'de89 3704-0044 0532 0130 00' });
    assert.equal(
      check.answer('Where do we pay it to?'),
      'DE89 3704 0044 0532 0130 00\nName of the account holder: Ada <Lovelace>',
    );
  });

  it('asks in Arabic, and says there what to mend', async () => {
    const somebody = person({ scheme: 'cl' });
    await somebody.begin('ar');
    const page = await somebody.goOn({ ...right, 'account/number': '', 'account/bank': '' });
    assert.deepEqual(page.problems, {
      '#account-bank': 'اختر إجابة عن «البنك»',
      '#account-number': 'املأ «رقم الحساب»',
    });
  });
});
