import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { municipality } from '../municipality/app.ts';
import { onEveryDatabase } from '../testing/databases.ts';
import { formData, pdf, rightAnswers, Visitor } from '../testing/visitor.ts';
import type { Given, Shown } from '../testing/visitor.ts';
import { readReference } from './reference.ts';
import { regions } from './regions.ts';
import { energyGrantStore } from './store.ts';

const today = () => '2026-03-01';
const bytes = (...values: number[]) => new Uint8Array(values);
const full = { ...rightAnswers, proof: pdf() };
const confirmationPath = /^\/demo\/energy-grant\/sent\/[\w-]{22}\?language=en$/;

onEveryDatabase('The energy grant', (opened) => {
  let site: ReturnType<typeof municipality>;
  let visitor: Visitor;
  let form: Shown;

  const rows = async (table: 'application' | 'application_file' | 'staged_file', page = form) => {
    const { count } = await opened()
      .database.selectFrom(table)
      .select(sql<string>`count(*)`.as('count'))
      .$if(table !== 'application_file', (query) => query.where(sql.ref('token'), '=', page.hidden.token!))
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  /** Opens an empty form and sends it with these answers in place of right ones. */
  const sendWith = async (given: Given, action = 'send') => {
    form = await visitor.open('/demo/energy-grant?language=en');
    return visitor.send(form, { ...full, ...given }, action);
  };

  before(() => {
    site = municipality({
      store: energyGrantStore(opened().database),
      origin: 'http://localhost',
      today,
      log: () => {},
    });
    visitor = new Visitor(site);
  });

  describe('sent with everything right', () => {
    it('leads to a page with a reference, what happens next and what was sent', async () => {
      const answer = await sendWith({});
      assert.equal(answer.status, 303);
      assert.match(answer.response.headers.get('location')!, confirmationPath);
      const confirmation = await visitor.follow(answer);
      assert.equal(confirmation.heading, 'Application sent');
      const reference = confirmation.$('.plaza-panel strong').text();
      assert.equal(readReference(reference), reference);
      assert.match(confirmation.text, /What happens next.*15 working days.*Call 800 000 000/);
      assert.equal(confirmation.answer('Full name'), 'Ñusta Áñez');
      assert.equal(confirmation.answer('Email address'), 'nusta@example.org');
      assert.equal(confirmation.answer('Date of birth'), '27 March 1980');
      assert.equal(confirmation.answer('Region'), 'Ñuble');
      assert.equal(confirmation.answer('How do you want to hear from us?'), 'By phone');
      assert.equal(confirmation.answer('What does your home need?'), 'Insulation of roof or walls\nHeating');
      assert.equal(confirmation.answer('About your home (optional)'), 'The roof leaks.');
      assert.match(confirmation.answer('Proof of your address'), /^proof\.pdf, 1.kB$/);
      assert.equal(await rows('application'), 1);
    });

    it('keeps the file, byte for byte, with the application', async () => {
      const file = pdf('prueba ñ.pdf', '\0\r\n\xff'.repeat(50_000));
      await sendWith({ proof: file });
      const stored = await opened()
        .database.selectFrom('application')
        .innerJoin('application_file', 'application_id', 'id')
        .select(['application_file.name', 'media_type', 'size', 'content'])
        .where('token', '=', form.hidden.token!)
        .executeTakeFirstOrThrow();
      assert.deepEqual([stored.name, stored.media_type, stored.size], ['prueba ñ.pdf', 'application/pdf', file.size]);
      assert.equal(Buffer.compare(stored.content, Buffer.from(await file.arrayBuffer())), 0);
    });

    it('shows the confirmation again when it is refreshed, and to nobody who does not have its address', async () => {
      const answer = await sendWith({});
      const first = await visitor.follow(answer);
      const again = await visitor.follow(answer);
      assert.equal(again.html, first.html);
      assert.equal(again.response.headers.get('cache-control'), 'no-store');
      for (const guess of [first.$('.plaza-panel strong').text(), 'x', 'AAAAAAAAAAAAAAAAAAAAAA', '%00', "'--"]) {
        const page = await visitor.open(`/demo/energy-grant/sent/${guess}?language=en`);
        assert.equal(page.status, 404);
        assert.equal(page.heading, 'We cannot find that application');
      }
    });

    it('has no word of the person in any address', async () => {
      const { response } = await sendWith({ name: 'Zutano', email: 'zutano@example.org' });
      assert.doesNotMatch(response.headers.get('location')!, /zutano/i);
    });

    it('takes a region of the sixteen, each of the ways to answer, and "none of these" alone', async () => {
      assert.equal(Object.keys(regions).length, 16);
      for (const region of Object.keys(regions)) assert.equal((await sendWith({ region })).status, 303, region);
      for (const contact of ['email', 'phone', 'office'])
        assert.equal((await sendWith({ contact })).status, 303, contact);
      assert.equal((await sendWith({ needs: 'none', about: '' })).status, 303);
    });

    it('takes the form without an encoding of its own, if the file is here already', async () => {
      const kept = await sendWith({ email: '' });
      const { proof: _proof, ...texts } = full;
      const body = new URLSearchParams(
        Object.entries({ ...kept.hidden, ...texts, needs: 'heating' }) as [string, string][],
      );
      const answer = await visitor.post(body);
      assert.equal(answer.status, 303);
      assert.equal((await visitor.follow(answer)).answer('Full name'), 'Ñusta Áñez');
    });
  });

  describe('sent twice', () => {
    it('gives the same reference and one application, one after the other', async () => {
      const first = await sendWith({});
      const second = await visitor.send(form, full);
      assert.equal(second.status, 303);
      assert.equal(second.response.headers.get('location'), first.response.headers.get('location'));
      assert.equal(await rows('application'), 1);
    });

    it('gives the same reference and one application, all at once', async () => {
      form = await visitor.open();
      const answers = await Promise.all(Array.from({ length: 8 }, () => visitor.send(form, full)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303]));
      assert.equal(new Set(answers.map(({ response }) => response.headers.get('location'))).size, 1);
      assert.equal(await rows('application'), 1);
    });

    it('gives the same reference where the file was kept from before, all at once', async () => {
      const kept = await sendWith({ email: '' });
      const { proof: _proof, ...texts } = full;
      const answers = await Promise.all(Array.from({ length: 4 }, () => visitor.send(kept, texts)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303]));
      assert.equal(new Set(answers.map(({ response }) => response.headers.get('location'))).size, 1);
      assert.equal(await rows('application', kept), 1);
    });

    it('says what was sent, and not what is new, when the answers are others', async () => {
      const first = await visitor.follow(await sendWith({}));
      const reference = first.$('.plaza-panel strong').text();
      const other = await visitor.send(form, { ...full, name: 'Somebody else' });
      assert.equal(other.status, 409);
      assert.equal(other.heading, 'You have already sent this application');
      assert.equal(other.$('.plaza-panel strong').text(), reference);
      assert.equal(other.answer('Full name'), 'Ñusta Áñez');
      assert.equal(await rows('application'), 1);
    });

    it('says so for another file too, also for one that is refused', async () => {
      await sendWith({});
      assert.equal((await visitor.send(form, { ...full, proof: pdf('proof.pdf', 'other') })).status, 409);
      assert.equal((await visitor.send(form, { ...full, proof: new File(['?'], 'proof.pdf') })).status, 409);
      assert.equal((await visitor.send(form, { ...full, proof: pdf('renamed.pdf') })).status, 303);
    });

    it('offers a new application that begins with the new answers', async () => {
      await sendWith({});
      const typed = { ...full, name: 'Somebody else', about: 'One\nTwo', needs: ['heating', 'windows'] };
      const other = await visitor.send(form, typed);
      const { proof: _proof, ...hidden } = other.hidden;
      const begun = await visitor.send(other, { ...hidden, needs: typed.needs }, 'show');
      assert.equal(begun.status, 200);
      assert.equal(begun.title, 'Apply for a home energy grant – Municipality of Peñaluna');
      assert.equal(begun.valueOf('Full name'), 'Somebody else');
      assert.equal(begun.valueOf('About your home (optional)'), '\nOne\nTwo'.slice(1));
      assert.deepEqual(begun.chosen, ['By phone', 'Heating', 'Windows']);
      assert.notEqual(begun.hidden.token, form.hidden.token);
      assert.equal((await visitor.send(begun, typed)).status, 303);
      assert.equal(other.$('main a').last().attr('href'), '/demo/energy-grant?language=en');
    });
  });

  describe('sent with something wrong', () => {
    it('names everything that is missing, beside each question, in the summary and in the title', async () => {
      form = await visitor.open();
      const page = await visitor.send(form, { proof: new File([], '') });
      assert.equal(page.status, 422);
      assert.equal(page.title, 'Error: Apply for a home energy grant – Municipality of Peñaluna');
      assert.deepEqual(page.problems, {
        '#name': 'Enter your full name',
        '#email': 'Enter your email address',
        '#birth-day': 'Enter your date of birth',
        '#region': 'Choose your region',
        '#contact-email': 'Choose how you want to hear from us',
        '#needs-insulation': 'Choose what your home needs, or “None of these”',
        '#proof': 'Choose a file that shows your name and address',
      });
      for (const [link, message] of Object.entries(page.problems)) assert.equal(page.errorOf(link.slice(1)), message);
      for (const id of ['name', 'email', 'region', 'proof']) {
        assert.equal(page.$(`#${id}`).attr('aria-invalid'), 'true');
        assert.match(page.$(`#${id}`).attr('aria-describedby')!, new RegExp(`\\b${id}-error\\b`));
        assert.equal(page.$(`#${id}-error`).length, 1);
      }
    });

    it('says it in Spanish too', async () => {
      form = await visitor.open('/demo/energy-grant?language=es');
      const page = await visitor.send(form, {}, 'send', '/demo/energy-grant?language=es');
      assert.equal(page.$('html').attr('lang'), 'es');
      assert.equal(page.title, 'Error: Pide un subsidio de energía para tu casa – Municipalidad de Peñaluna');
      assert.equal(page.problems['#name'], 'Escribe tu nombre completo');
      assert.equal(page.$('plaza-error-summary h2').text(), 'Hay un problema');
    });

    const wrong: [why: string, given: Given, link: string, message: string][] = [
      ['a name of spaces', { name: '   ' }, '#name', 'Enter your full name'],
      [
        'a name without end',
        { name: 'ñ'.repeat(10_000) },
        '#name',
        'Your name must have 200 characters or fewer. It has 10,000.',
      ],
      [
        'an email address without @',
        { email: 'nusta.example.org' },
        '#email',
        'Write an email address with an @, like name@example.org',
      ],
      [
        'an email address with two',
        { email: 'a@b@example.org' },
        '#email',
        'Write an email address with an @, like name@example.org',
      ],
      [
        'an email address with a space',
        { email: 'a b@example.org' },
        '#email',
        'Write an email address with an @, like name@example.org',
      ],
      [
        'an email address without a dot',
        { email: 'a@localhost' },
        '#email',
        'Write an email address with an @, like name@example.org',
      ],
      [
        'an email address of two lines',
        { email: 'a@example.org\nBcc: b@example.org' },
        '#email',
        'Write an email address with an @, like name@example.org',
      ],
      [
        'an email address without end',
        { email: `${'a'.repeat(10_000)}@example.org` },
        '#email',
        'Write an email address with an @, like name@example.org',
      ],
      ['half a date', { 'birth_date/month': '' }, '#birth-month', 'Add the month to the date'],
      [
        'less than half a date',
        { 'birth_date/day': '', 'birth_date/year': '' },
        '#birth-day',
        'Add the day and year to the date',
      ],
      ['a short year', { 'birth_date/year': '80' }, '#birth-year', 'Write the year with 4 digits, like 1980'],
      [
        'a date that is none',
        { 'birth_date/day': '30', 'birth_date/month': 'feb' },
        '#birth-day',
        'Check the date: it does not exist',
      ],
      [
        'a day that is to come',
        { 'birth_date/year': '2027' },
        '#birth-day',
        'Your date of birth must be today or in the past',
      ],
      [
        'a day long past',
        { 'birth_date/year': '1899' },
        '#birth-day',
        'Your date of birth must be 1 January 1900 or later',
      ],
      ['a region of another country', { region: 'BAYERN' }, '#region', 'Choose your region'],
      ['a region by a name of JavaScript', { region: 'constructor' }, '#region', 'Choose your region'],
      [
        'a way of contact that is not offered',
        { contact: 'pigeon' },
        '#contact-email',
        'Choose how you want to hear from us',
      ],
      [
        'none of these and another',
        { needs: ['heating', 'none'] },
        '#needs-insulation',
        'Choose “None of these” or the other options, not both',
      ],
      [
        'a need that is not offered',
        { needs: ['heating', 'pool'] },
        '#needs-insulation',
        'Choose what your home needs from the list',
      ],
      ['one character too many', { about: 'x'.repeat(501) }, '#about', 'Shorten your answer by 1 character'],
      ['many characters too many', { about: '🏠'.repeat(10_000) }, '#about', 'Shorten your answer by 9,500 characters'],
      ['an empty file', { proof: new File([], 'proof.pdf') }, '#proof', 'The file is empty. Choose another one.'],
      [
        'a text named like a PDF',
        { proof: new File(['Dear Sir'], 'proof.pdf', { type: 'application/pdf' }) },
        '#proof',
        'The file is not one that we can open. Choose a PDF, JPEG, PNG, WebP or HEIC file.',
      ],
      [
        'a page of code named like a picture',
        { proof: new File(['<script>alert(1)</script>'], 'a.png', { type: 'image/png' }) },
        '#proof',
        'The file is not one that we can open. Choose a PDF, JPEG, PNG, WebP or HEIC file.',
      ],
      [
        'a picture of a kind not asked for',
        { proof: new File(['GIF89a\x01\x00\x01\x00'], 'a.gif') },
        '#proof',
        'The file is not one that we can open. Choose a PDF, JPEG, PNG, WebP or HEIC file.',
      ],
      [
        'a file over 5 MB',
        { proof: pdf('proof.pdf', 'x'.repeat(5 * 1024 * 1024)) },
        '#proof',
        'The file is larger than 5 MB. Choose a smaller one, or a photo of the page.',
      ],
    ];
    for (const [why, given, link, message] of wrong)
      it(`refuses ${why} in words, and keeps everything typed`, async () => {
        const page = await sendWith(given);
        assert.equal(page.status, 422);
        assert.deepEqual(page.problems, { [link]: message });
        assert.equal(page.errorOf(link.slice(1)), message);
        const typed = { ...rightAnswers, ...given };
        assert.equal(page.valueOf('Full name'), typed.name);
        assert.equal(page.valueOf('Email address'), typed.email);
        assert.equal(page.valueOf('Day'), typed['birth_date/day']);
        assert.equal(page.valueOf('Month'), typed['birth_date/month']);
        assert.equal(page.valueOf('Year'), typed['birth_date/year']);
        assert.equal(page.valueOf('Region'), Object.hasOwn(regions, typed.region) ? typed.region : '');
        assert.equal(page.valueOf('About your home (optional)'), typed.about);
        assert.equal(await rows('application'), 0);
      });

    it('marks only the part of the date that is wrong', async () => {
      const page = await sendWith({ 'birth_date/month': '13' });
      const marked = page
        .$('plaza-date-field [aria-invalid]')
        .toArray()
        .map((input) => page.$(input).attr('id'));
      assert.deepEqual(marked, ['birth-month']);
    });

    it('counts code points and takes a line break for one: 500 are enough', async () => {
      const about = `${'🏠\r\n'.repeat(249)}ab`;
      assert.equal((await sendWith({ about })).status, 303);
    });
  });

  describe('with a file', () => {
    const kinds: Record<string, Uint8Array<ArrayBuffer>> = {
      'scan.PNG': bytes(
        0x89,
        0x50,
        0x4e,
        0x47,
        0x0d,
        0x0a,
        0x1a,
        0x0a,
        0,
        0,
        0,
        13,
        0x49,
        0x48,
        0x44,
        0x52,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        1,
        8,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0x49,
        0x44,
        0x41,
        0x54,
      ),
      'photo.txt': bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0),
      photo: new Uint8Array(Buffer.from('RIFF\x24\0\0\0WEBPVP8 ', 'latin1')),
      'IMG_1.HEIC': new Uint8Array(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')),
    };
    for (const [name, content] of Object.entries(kinds))
      it(`takes ${name} for what its bytes say it is`, async () => {
        assert.equal((await sendWith({ proof: new File([content], name) })).status, 303);
      });

    it('keeps a good file when another answer is wrong, says so, and needs it no more', async () => {
      const page = await sendWith({ email: 'wrong', proof: pdf('recibo luz.pdf', 'x'.repeat(1_200_000)) });
      assert.deepEqual(Object.keys(page.problems), ['#email']);
      assert.match(page.text, /recibo luz\.pdf, 1\.2.MB, is kept\. Choose another file only to replace it\./);
      assert.match(page.$('#proof').attr('aria-describedby')!, /\bproof-kept\b/);
      assert.equal(page.$('#proof').attr('required'), undefined);
      const { proof: _proof, ...texts } = full;
      const confirmation = await visitor.follow(await visitor.send(page, { ...texts, proof: new File([], '') }));
      assert.match(confirmation.answer('Proof of your address'), /^recibo luz\.pdf, 1\.2.MB$/);
      assert.equal(await rows('staged_file'), 0);
    });

    it('puts a newer file in place of the one that was kept', async () => {
      const page = await sendWith({ email: 'wrong', proof: pdf('old.pdf') });
      const again = await visitor.send(page, { ...full, email: '', proof: pdf('new.pdf', 'new') });
      assert.match(again.text, /new\.pdf, 1.kB, is kept/);
      assert.equal(await rows('staged_file'), 1);
    });

    it('keeps the one it has when the newer one is refused', async () => {
      const page = await sendWith({ email: 'wrong', proof: pdf('old.pdf') });
      const again = await visitor.send(page, { ...full, proof: new File([], 'empty.pdf') });
      assert.deepEqual(again.problems, { '#proof': 'The file is empty. Choose another one.' });
      assert.match(again.text, /old\.pdf, 1.kB, is kept/);
    });

    it('takes a kept file away when asked, with every answer kept', async () => {
      const page = await sendWith({ email: 'wrong' });
      assert.equal(page.$('button[value="remove-proof"]').text(), 'Remove proof.pdf');
      const { proof: _proof, ...texts } = full;
      const removed = await visitor.send(page, { ...texts, email: 'wrong' }, 'remove-proof');
      assert.equal(removed.status, 200);
      assert.equal(removed.notice, 'Your file was removed.');
      assert.equal(removed.valueOf('Email address'), 'wrong');
      assert.equal(await rows('staged_file'), 0);
      assert.deepEqual((await visitor.send(removed, texts)).problems, {
        '#proof': 'Choose a file that shows your name and address',
      });
    });

    it('forgets a file whose form nobody sent for a week', async () => {
      await sendWith({ email: 'wrong' });
      const old = form;
      await sql`update staged_file set staged_at = now() - interval '8 days' where token = ${old.hidden.token}`.execute(
        opened().database,
      );
      await sendWith({ email: 'wrong' });
      assert.equal(await rows('staged_file', old), 0);
      assert.equal(await rows('staged_file', form), 1);
    });

    it('shows a file name as text, without what would turn the words around it', async () => {
      const page = await sendWith({ email: 'wrong', proof: pdf('<img src=x>\u202Efdp.exe".pdf') });
      assert.match(page.text, /<img src=x>fdp\.exe"\.pdf, 1.kB, is kept/);
    });
  });

  describe('with hostile text', () => {
    const hostile = {
      'a script': `</textarea><script>alert('1')</script><img src=x onerror=alert(1)>`,
      quotes: `"onfocus="alert(1)' \`x\` &quot; &amp; &#0; &lt;`,
      'templates of other languages': '${7*7} {{7*7}} <%= 7*7 %> #{7*7} %s %n \\u0041 \\',
      'a statement of SQL': `'); drop table application; --`,
      'text that turns around': 'abc\u202Edef\u2066ghi \u05D0\u05D1 \u0645\u0631\u062D\u0628\u0627',
      'what cannot be seen': 'a\u200Bb\uFEFFc\u00ADd\u0001\u0008\u007Fe\u0085',
      'emoji, joined and flagged': '👩‍👩‍👧‍👦 🇨🇱 🏳️‍🌈 e\u0301 ﷽ 𝒩',
      'spaces and line breaks': '  two  spaces\r\n\r\n\tand a tab\rand an old break\n',
      'line breaks first': '\n\n\nfirst',
    };
    for (const [kind, text] of Object.entries(hostile))
      it(`stores ${kind} and shows it back exactly, and never runs it`, async () => {
        const lines = text.replace(/\r\n?/g, '\n');
        const page = await sendWith({
          name: text,
          email: text,
          'birth_date/day': text,
          'birth_date/month': text,
          'birth_date/year': text,
          region: text,
          contact: text,
          needs: text,
          about: text,
        });
        assert.equal(page.status, 422);
        for (const label of ['Full name', 'Email address', 'Day', 'Month', 'Year', 'About your home (optional)'])
          assert.equal(page.valueOf(label), lines, label);
        const answer = await visitor.send(page, { ...rightAnswers, name: text, about: text });
        const confirmation = await visitor.follow(answer);
        assert.equal(confirmation.answer('Full name'), lines);
        assert.equal(confirmation.answer('About your home (optional)'), lines);
        const stored = await opened()
          .database.selectFrom('application')
          .select(['name', 'about'])
          .where('token', '=', page.hidden.token!)
          .executeTakeFirstOrThrow();
        assert.deepEqual(stored, { name: lines, about: lines });
        for (const shown of [page, confirmation]) {
          assert.equal(shown.$('script:not([src]), img, [onfocus], [onerror]').length, 0);
        }
      });

    it('shows back 10,000 characters in every field', async () => {
      const text = 'ñ🏠"<'.repeat(2500);
      const page = await sendWith({
        name: text,
        email: text,
        'birth_date/day': text,
        'birth_date/month': text,
        'birth_date/year': text,
        region: text,
        contact: text,
        needs: text,
        about: text,
      });
      assert.equal(page.status, 422);
      for (const label of ['Full name', 'Email address', 'Day', 'Month', 'Year', 'About your home (optional)'])
        assert.equal(page.valueOf(label), text, label);
    });

    it('says how much it kept of a text that is longer than anything', async () => {
      const page = await sendWith({ about: 'x'.repeat(200_000), name: '🏠'.repeat(40_000) });
      assert.deepEqual(page.problems, {
        '#name': '“Full name” is too long for us to show in full. We kept the first 50,000 characters: shorten it.',
        '#about':
          '“About your home (optional)” is too long for us to show in full. We kept the first 100,000 characters: shorten it.',
      });
      assert.equal(page.valueOf('About your home (optional)'), 'x'.repeat(100_000));
      assert.equal(page.valueOf('Full name'), '🏠'.repeat(25_000));
    });

    for (const [label, name, id] of [
      ['Full name', 'name', 'name'],
      ['Email address', 'email', 'email'],
      ['Date of birth', 'birth_date/month', 'birth-day'],
      ['About your home (optional)', 'about', 'about'],
    ] as const)
      it(`refuses NUL in "${label}" in words`, async () => {
        const page = await sendWith({ [name]: 'a\0b' });
        assert.equal(page.status, 422);
        assert.equal(
          page.problems[`#${id}`],
          `“${label}” had a character that cannot be kept (NUL). We took it out: check your answer.`,
        );
        assert.doesNotMatch(page.html, /\0/);
      });

    it('takes bytes that are no UTF-8, and halves of characters, for the character that stands for them', async () => {
      form = await visitor.open();
      const parts = Object.entries({ ...form.hidden, ...rightAnswers, needs: 'heating', name: '', about: '' })
        .filter(([name]) => name !== 'name' && name !== 'about')
        .map(([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value as string}\r\n`);
      const body = Buffer.concat([
        Buffer.from(parts.join('')),
        Buffer.from('--b\r\ncontent-disposition: form-data; name="name"\r\n\r\nA\xff\xfeB\r\n', 'latin1'),
        Buffer.from(
          '--b\r\ncontent-disposition: form-data; name="about"\r\ncontent-type: text/plain; charset=utf-16le\r\n\r\n\x00\xd8A\x00\r\n',
          'latin1',
        ),
        Buffer.from(
          '--b\r\ncontent-disposition: form-data; name="proof"; filename="p.pdf"\r\n\r\n%PDF-1.4\r\n--b--\r\n',
        ),
      ]);
      const answer = await visitor.post(body, undefined, { 'content-type': 'multipart/form-data; boundary=b' });
      const confirmation = await visitor.follow(answer);
      assert.equal(confirmation.answer('Full name'), 'A\uFFFD\uFFFDB');
      assert.equal(confirmation.answer('About your home (optional)'), '\uFFFDA');
    });
  });

  describe('in another language', () => {
    it('keeps every answer and the file when the language is changed', async () => {
      const page = await sendWith({ email: 'wrong', about: 'Uno\r\nDos' }, 'language');
      assert.equal(page.status, 200);
      assert.deepEqual(page.problems, {});
      const spanish = await visitor.send(
        page,
        { ...rightAnswers, email: 'wrong', about: 'Uno\r\nDos' },
        'language',
        '/demo/energy-grant?language=es',
      );
      assert.equal(spanish.$('html').attr('lang'), 'es');
      assert.equal(spanish.valueOf('Correo electrónico'), 'wrong');
      assert.equal(spanish.valueOf('Sobre tu casa (opcional)'), 'Uno\nDos');
      assert.deepEqual(spanish.chosen, ['Por teléfono', 'Aislar el techo o los muros', 'Calefacción']);
      assert.match(spanish.text, /proof\.pdf, 1.kB, está guardado/);
      assert.equal(spanish.hidden.token, page.hidden.token);
    });

    it('offers the language beside the form as a button that checks nothing, and Enter sends the form all the same', () => {
      const button = form.$('.plaza-languages button');
      assert.equal(button.text(), 'Español');
      assert.equal(button.attr('formaction'), '/demo/energy-grant?language=es');
      assert.notEqual(button.attr('formnovalidate'), undefined);
      const first = form.$('button[form="application"], form#application button').first();
      assert.equal(first.attr('value'), 'send');
      assert.equal(first.attr('tabindex'), '-1');
    });

    it('confirms in the language of the page that sent it, and can be read in the other', async () => {
      form = await visitor.open('/demo/energy-grant?language=es');
      const confirmation = await visitor.follow(
        await visitor.send(form, full, 'send', '/demo/energy-grant?language=es'),
      );
      assert.equal(confirmation.heading, 'Solicitud enviada');
      assert.equal(confirmation.answer('Fecha de nacimiento'), '27 de marzo de 1980');
      const english = await visitor.open(confirmation.$('.plaza-languages a').attr('href')!);
      assert.equal(english.heading, 'Application sent');
      assert.equal(english.$('.plaza-panel strong').text(), confirmation.$('.plaza-panel strong').text());
    });
  });

  describe('sent from elsewhere, or by a browser without cookies', () => {
    it('is not accepted from another site, and is shown with a sentence and a token of its own', async () => {
      form = await visitor.open();
      for (const headers of [
        { origin: 'https://elsewhere.example' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ] as Record<string, string>[]) {
        const page = await visitor.post(formData({ ...form.hidden, ...full }), undefined, headers);
        assert.equal(page.status, 403);
        assert.match(page.notice, /sent from another site/);
        assert.equal(page.valueOf('Full name'), 'Ñusta Áñez');
        assert.match(page.text, /proof\.pdf, 1.kB, is kept/);
        assert.notEqual(page.hidden.token, form.hidden.token);
      }
      assert.equal(await rows('application'), 0);
    });

    it('is accepted without a cookie where the browser says that the form was ours', async () => {
      const shy = new Visitor(site);
      shy.keepsCookies = false;
      const page = await shy.open();
      assert.equal((await shy.send(page, full)).status, 303);
    });

    it('is shown again with everything in it where nothing says that the form was ours, and then can be sent', async () => {
      const old = new Visitor(site);
      old.headers = {};
      const page = await old.open();
      old.cookies = '';
      const again = await old.send(page, full);
      assert.equal(again.status, 403);
      assert.match(again.notice, /Your answers are still here: send it again/);
      assert.equal(again.valueOf('Full name'), 'Ñusta Áñez');
      const { proof: _proof, ...texts } = full;
      assert.equal((await old.send(again, texts)).status, 303);
    });

    it('is accepted by a proof that belongs to the cookie, and by no other', async () => {
      const one = new Visitor(site);
      one.headers = {};
      const other = new Visitor(site);
      other.headers = {};
      const [page, stolen] = [await one.open(), await other.open()];
      assert.equal((await one.post(formData({ ...page.hidden, visit: stolen.hidden.visit!, ...full }))).status, 403);
      assert.equal((await one.post(formData({ ...page.hidden, token: stolen.hidden.token!, ...full }))).status, 403);
      assert.equal((await one.post(formData({ ...page.hidden, visit: '', ...full }))).status, 403);
      assert.equal((await one.send(page, full)).status, 303);
    });

    it('gives a cookie that no script can read and no other site can have sent', async () => {
      const page = await new Visitor(site).open();
      assert.match(
        page.response.headers.getSetCookie().join(),
        /^plaza-visitor=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      const secure = municipality({ store: energyGrantStore(opened().database), origin: 'https://example.org', today });
      const securePage = await new Visitor(secure, 'https://example.org').open();
      assert.match(
        securePage.response.headers.getSetCookie().join(),
        /^__Host-plaza-visitor=[\w-]{22}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    });
  });

  describe('that does not arrive as a browser sends it', () => {
    const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const beginning = () =>
      Object.entries({ ...form.hidden, name: 'Ñusta', about: 'One\r\nTwo' })
        .map(([name, value]) => part(name, value))
        .join('');

    it('is shown with what arrived of it when it breaks off', async () => {
      form = await visitor.open();
      for (const rest of [
        '',
        '--b\r\nContent-Dis',
        '--b\r\nContent-Disposition: form-data; name="proof"; filename="a.pdf"\r\n\r\n%PDF-1.4',
        '--b\r\n\r\n',
      ]) {
        const page = await visitor.post(beginning() + rest, undefined, multipart);
        assert.equal(page.status, 400);
        assert.match(page.notice, /did not arrive whole/);
        assert.equal(page.valueOf('Full name'), 'Ñusta');
        assert.equal(page.valueOf('About your home (optional)'), 'One\nTwo');
      }
      assert.equal(await rows('staged_file'), 0);
    });

    it('is answered in words when it makes no sense', async () => {
      const senseless: [body: string, type: string][] = [
        ['', 'multipart/form-data; boundary=b'],
        ['nonsense', 'multipart/form-data; boundary=b'],
        ['nonsense', 'multipart/form-data'],
        [`--b\r\n${'x'.repeat(20_000)}: y\r\n\r\n--b--`, 'multipart/form-data; boundary=b'],
        [`${part('x', 'y').repeat(500)}--b--`, 'multipart/form-data; boundary=b'],
        ['a=b&'.repeat(500), 'application/x-www-form-urlencoded'],
        ['%', 'application/x-www-form-urlencoded'],
        ['', 'application/x-www-form-urlencoded'],
        ['{"name":"x"}', 'application/json'],
        ['x', 'nonsense'],
      ];
      for (const [body, type] of senseless) {
        const page = await visitor.post(body, undefined, { 'content-type': type });
        assert.ok([400, 403, 415].includes(page.status), `${type}: ${page.status}`);
        assert.match(page.notice, /^There is a problem .* sent/, type);
        assert.equal(page.$('form#application').length, 1);
      }
    });

    it('cannot reach what is not a question', async () => {
      form = await visitor.open();
      const page = await visitor.send(form, {
        ...full,
        __proto__: 'x',
        constructor: 'x',
        toString: 'x',
        reference: 'MINE',
        birth_date: 'x',
      } as Given);
      assert.equal(page.status, 303);
      assert.equal(({} as { x?: string }).x, undefined);
    });

    it('is read to its end with a file of up to 50 MB, for the sake of the answers behind it', async () => {
      form = await visitor.open();
      const { proof: _proof, ...texts } = rightAnswers as Given & { proof?: never };
      const data = formData({ ...form.hidden, proof: pdf('big.pdf', 'x'.repeat(49_000_000)), ...texts });
      const page = await visitor.post(data);
      assert.equal(page.status, 422);
      assert.deepEqual(page.problems, {
        '#proof': 'The file is larger than 5 MB. Choose a smaller one, or a photo of the page.',
      });
      assert.equal(page.valueOf('About your home (optional)'), 'The roof leaks.');
    });

    it('is answered in words beyond that, with what came before the file', async () => {
      form = await visitor.open();
      const whole = new Response(formData({ ...form.hidden, ...full, proof: pdf('huge.pdf', 'x'.repeat(55_000_000)) }));
      const type = whole.headers.get('content-type')!;
      const page = await visitor.post((await whole.blob()).stream(), undefined, { 'content-type': type });
      assert.equal(page.status, 413);
      assert.deepEqual(page.problems, {
        '#proof': 'The file you chose is too large for us to receive. Choose one of 5 MB or less.',
      });
      assert.equal(page.valueOf('Full name'), 'Ñusta Áñez');
      assert.deepEqual(page.chosen, ['By phone', 'Insulation of roof or walls', 'Heating']);
    });

    it('leaves nothing behind when the browser goes away in the middle', async () => {
      form = await visitor.open();
      const before = await rows('application_file');
      const body = new ReadableStream({
        pull(controller) {
          controller.enqueue(
            Buffer.from(
              `${beginning()}--b\r\nContent-Disposition: form-data; name="proof"; filename="a.pdf"\r\n\r\n%PDF-1.4\n`,
            ),
          );
          controller.error(new Error('the line is dead'));
        },
      });
      await visitor.post(body, undefined, multipart);
      assert.equal(await rows('staged_file'), 0);
      assert.equal(await rows('application_file'), before);
    });
  });
});
