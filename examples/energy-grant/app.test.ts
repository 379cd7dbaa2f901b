import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { formMigrations, formStore, newKey, openDatabase, readReference } from '@plaza-ds/forms/server';
import type { FormStore, FormTables, OpenDatabase } from '@plaza-ds/forms/server';
import { municipality } from '../municipality/app.ts';
import { formData, pdf } from '../testing/visitor.ts';
import type { Given, Shown } from '../testing/visitor.ts';
import { Applicant, full, rightAnswers } from './applicant.ts';

const now = () => new Date('2026-03-01T15:00:00Z');
const about = 'About your home (optional)';
const typedLabels = ['Full name', 'Email address', 'Day', 'Month', 'Year', about];

/** What the permit's tests show of every service (the way, sending once, two tabs, coming back) is not shown again here. */
describe('The energy grant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
  let opened: OpenDatabase<FormTables>;
  let store: FormStore;
  let site: ReturnType<typeof municipality>;
  let applicant: Applicant;
  before(async () => {
    opened = await openDatabase<FormTables>({ folder }, formMigrations);
    store = formStore(opened.database, newKey(), { now });
    site = municipality({ store, origin: 'http://localhost', now, log: () => {} });
  });
  after(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });

  /** Comes to the page that asks everything, not yet answered. */
  const begin = async () => {
    applicant = new Applicant(site);
    return applicant.begin();
  };
  /** Sends that page with these answers in place of right ones, and goes where it leads. */
  const sendWith = async (given: Given) => {
    applicant = new Applicant(site);
    return applicant.answerWith(given);
  };
  /** What was sent, once it is confirmed. */
  const dataSent = async () => (await store.sent(applicant.path.split('/').at(-1)!))!.submission.data;
  const sendTo = (page: Shown, given: Given, action = 'continue') => applicant.send(given, action, page);

  describe('From the first page to the confirmation', () => {
    it('says what is needed, asks everything on one page, shows the answers, and gives a reference', async () => {
      applicant = new Applicant(site);
      const start = await applicant.open(applicant.start);
      assert.equal(start.title, 'Apply for a home energy grant – Municipality of Peñaluna');
      assert.match(start.text, /You need A photo or PDF of a bill or letter/);
      await applicant.goOn({}, 'start');
      const asked = applicant.page;
      assert.equal(asked.title, 'Your application – Municipality of Peñaluna');
      assert.equal(asked.$('.plaza-breadcrumbs a').text(), 'Home');
      const scripts = asked.$('script').toArray();
      assert.deepEqual(
        scripts.map((script) => asked.$(script).attr('src')),
        ['/plaza/cdn/plaza.js'],
      );
      await applicant.goOn(full);
      assert.equal(applicant.place, 'check');
      await applicant.declareAndSend();
      const { page } = applicant;
      assert.equal(page.heading, 'Sent');
      const reference = page.$('.plaza-panel strong').text();
      assert.equal(readReference(reference), reference);
      assert.match(page.text, /15 working days.*30 days.*Call 800 000 000.*before any work begins/);
      assert.doesNotMatch(page.text, /by email\.|Come to the municipal office/);
      assert.equal(page.answer('Full name'), 'Ñusta Áñez');
      assert.equal(page.answer('Date of birth'), '27 March 1980');
      assert.equal(page.answer('Region'), 'Ñuble');
      assert.equal(page.answer('How do you want to hear from us?'), 'By phone');
      assert.equal(page.answer('What does your home need?'), 'Insulation of roof or walls\nHeating');
      assert.match(page.answer('Proof of your address'), /^proof\.pdf, 1.kB$/);
      const { proof, ...data } = await dataSent();
      assert.deepEqual(data, {
        name: 'Ñusta Áñez',
        email: 'nusta@example.org',
        birth_date: '1980-03-27',
        region: 'NB',
        contact: 'phone',
        needs: ['insulation', 'heating'],
        about: 'The roof leaks.',
      });
      assert.equal((proof as { name: string }).name, 'proof.pdf');
    });

    it('keeps the file, byte for byte', async () => {
      const content = `%PDF-1.7\n${randomBytes(200_000).toString('latin1')}`;
      const file = new File([Buffer.from(content, 'latin1')], 'prueba ñ.pdf');
      await sendWith({ proof: file });
      const [, draft] = /draft\/([^/]+)/.exec(applicant.path)!;
      await applicant.declareAndSend();
      const { proof } = (await dataSent()) as { proof: { file: string; size: number } };
      const kept = (await store.file({ id: draft! } as Parameters<FormStore['file']>[0], proof.file))!;
      assert.deepEqual([kept.name, kept.type, proof.size], ['prueba ñ.pdf', 'application/pdf', file.size]);
      assert.equal(Buffer.compare(kept.bytes, Buffer.from(content, 'latin1')), 0);
    });

    it('shows the confirmation again when it is refreshed, and to nobody who does not have its address', async () => {
      await sendWith({});
      const first = await applicant.declareAndSend();
      const again = await applicant.open(applicant.path);
      assert.equal(again.html, first.html);
      assert.equal(again.response.headers.get('cache-control'), 'no-store');
      for (const guess of [first.$('.plaza-panel strong').text(), 'x', 'AAAAAAAAAAAAAAAAAAAAAA', '%00', "'--"])
        assert.equal((await applicant.open(`${applicant.start}/sent/${guess}`)).status, 404);
    });

    it('has no word of the person in any address', async () => {
      await sendWith({ name: 'Zutano', email: 'zutano@example.org' });
      assert.doesNotMatch(applicant.path, /zutano/i);
      await applicant.declareAndSend();
      assert.doesNotMatch(applicant.path, /zutano/i);
    });

    it('takes each of the sixteen regions and each way to answer, and "none of these" alone', async () => {
      const page = await begin();
      const options = (selector: string) =>
        page
          .$(selector)
          .toArray()
          .map((each) => String(page.$(each).attr('value')))
          .filter(Boolean);
      const [regions, contacts] = [options('#region option'), options('[name="contact"]')];
      assert.deepEqual([regions.length, contacts.length], [16, 3]);
      const asked = applicant.path;
      const isTaken = async (given: Given) => {
        await applicant.open(asked);
        await applicant.goOn({ ...full, ...given });
        return applicant.place === 'check';
      };
      for (const region of regions) assert.ok(await isTaken({ region }), region);
      for (const contact of contacts) assert.ok(await isTaken({ contact }), contact);
      assert.ok(await isTaken({ needs: 'none', about: '' }));
    });

    it('takes the page without an encoding of its own, if the file is here already', async () => {
      const kept = await sendWith({ email: '' });
      const body = new URLSearchParams({ ...kept.hidden, ...rightAnswers, needs: 'heating' });
      const answer = await applicant.visitor.post(body, kept.$('main form').attr('action')!);
      assert.match(answer.response.headers.get('location')!, /\/check$/);
    });

    it('says so where other answers come after it was sent, and sends none of them', async () => {
      const asked = await begin();
      await applicant.goOn(full);
      const reference = (await applicant.declareAndSend()).$('.plaza-panel strong').text();
      applicant.page = asked;
      const same = await applicant.goOn(full);
      assert.equal(same.notice, '');
      applicant.page = asked;
      const other = await applicant.goOn({ ...full, name: 'Somebody else' });
      assert.match(other.notice, /the answers you gave just now were not sent/);
      assert.equal(other.$('.plaza-panel strong').text(), reference);
      assert.equal(other.answer('Full name'), 'Ñusta Áñez');
    });
  });

  describe('sent with something wrong', () => {
    it('names everything that is missing, beside each question, in the summary and in the title', async () => {
      await begin();
      const page = await applicant.goOn({ proof: new File([], '') });
      assert.equal(page.status, 422);
      assert.equal(page.title, 'Error: Your application – Municipality of Peñaluna');
      assert.deepEqual(page.problems, {
        '#name': 'Enter your full name',
        '#email': 'Enter your email address',
        '#birth_date-day': 'Enter your date of birth',
        '#region': 'Choose your region',
        '#contact': 'Choose how you want to hear from us',
        '#needs': 'Choose what your home needs, or “None of these”',
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
      applicant = new Applicant(site);
      applicant.visitor.language = 'es';
      await applicant.begin();
      const page = await applicant.goOn({});
      assert.equal(page.$('html').attr('lang'), 'es-CL');
      assert.equal(page.title, 'Error: Tu solicitud – Municipalidad de Peñaluna');
      assert.equal(page.problems['#name'], 'Escribe tu nombre completo');
      assert.equal(page.$('plaza-error-summary h2').text(), 'Hay un problema');
    });

    const emailWrong = 'Write an email address with an @, like name@example.org';
    const fileWrong = 'The file is not one that we can open. Choose a PDF, JPEG, PNG, WebP or HEIC file.';
    const wrong: [why: string, given: Given, link: string, message: string][] = [
      ['a name of spaces', { name: '   ' }, '#name', 'Enter your full name'],
      ['a name without end', { name: 'ñ'.repeat(10_000) }, '#name', 'Shorten your answer by 9,800 characters'],
      ['an email address with two @', { email: 'a@b@example.org' }, '#email', emailWrong],
      ['an email address of two lines', { email: 'a@example.org\nBcc: b@example.org' }, '#email', emailWrong],
      ['an email address without end', { email: `${'a'.repeat(10_000)}@example.org` }, '#email', emailWrong],
      [
        'less than half a date',
        { 'birth_date/day': '', 'birth_date/year': '' },
        '#birth_date-day',
        'Add the day and year to the date',
      ],
      [
        'a day that is to come',
        { 'birth_date/year': '2027' },
        '#birth_date-day',
        'Your date of birth must be today or in the past',
      ],
      [
        'a day long past',
        { 'birth_date/year': '1899' },
        '#birth_date-day',
        'Your date of birth must be 1 January 1900 or later',
      ],
      ['a region of another country', { region: 'BAYERN' }, '#region', 'Choose your region'],
      ['a region by a name of JavaScript', { region: 'constructor' }, '#region', 'Choose your region'],
      ['a way of contact not offered', { contact: 'pigeon' }, '#contact', 'Choose how you want to hear from us'],
      [
        'none of these and another',
        { needs: ['heating', 'none'] },
        '#needs',
        'Choose “None of these” or the other options, not both',
      ],
      [
        'a need that is not offered',
        { needs: ['heating', 'pool'] },
        '#needs',
        'Choose an option of “What does your home need?” that is on the list',
      ],
      ['one character too many', { about: 'x'.repeat(501) }, '#about', 'Shorten your answer by 1 character'],
      ['many characters too many', { about: '🏠'.repeat(10_000) }, '#about', 'Shorten your answer by 9,500 characters'],
      [
        'a text named like a PDF',
        { proof: new File(['Dear Sir'], 'proof.pdf', { type: 'application/pdf' }) },
        '#proof',
        fileWrong,
      ],
      [
        'a page of code named like a picture',
        { proof: new File(['<script>alert(1)</script>'], 'a.png') },
        '#proof',
        fileWrong,
      ],
      [
        'a picture of a kind not asked for',
        { proof: new File(['GIF89a\x01\x00\x01\x00'], 'a.gif') },
        '#proof',
        fileWrong,
      ],
    ];
    for (const [why, given, link, message] of wrong)
      it(`refuses ${why} in words, and keeps everything typed`, async () => {
        const page = await sendWith(given);
        assert.equal(page.status, 422);
        assert.deepEqual(page.problems, { [link]: message });
        assert.equal(page.errorOf(link.slice(1)), message);
        const typed = { ...rightAnswers, ...given };
        assert.deepEqual(
          typedLabels.map((label) => page.valueOf(label)),
          [
            typed.name,
            typed.email,
            typed['birth_date/day'],
            typed['birth_date/month'],
            typed['birth_date/year'],
            typed.about,
          ],
        );
        assert.equal(page.valueOf('Region'), given.region ? '' : 'NB');
      });

    it('marks only the part of the date that is wrong', async () => {
      const page = await sendWith({ 'birth_date/month': '13' });
      const marked = page
        .$('plaza-date-field [aria-invalid]')
        .toArray()
        .map((input) => page.$(input).attr('id'));
      assert.deepEqual(marked, ['birth_date-month']);
    });

    it('counts code points and takes a line break for one: 500 are enough', async () => {
      await sendWith({ about: `${'🏠\r\n'.repeat(249)}ab` });
      assert.equal(applicant.place, 'check');
    });
  });

  describe('with a file', () => {
    const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\0\0\0\0\0\0\0\0IDAT';
    const kinds: Record<string, string> = {
      'scan.PNG': png,
      'photo.txt': '\xff\xd8\xff\xe0\0\x10JFIF\0',
      photo: 'RIFF\x24\0\0\0WEBPVP8 ',
      'IMG_1.HEIC': '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
    };
    for (const [name, content] of Object.entries(kinds))
      it(`takes ${name} for what its bytes say it is`, async () => {
        await sendWith({ proof: new File([Buffer.from(content, 'latin1')], name) });
        assert.equal(applicant.place, 'check');
      });

    it('keeps a good file when another answer is wrong, says so, and needs it no more', async () => {
      const page = await sendWith({ email: 'wrong', proof: pdf('recibo luz.pdf', 'x'.repeat(1_200_000)) });
      assert.deepEqual(Object.keys(page.problems), ['#email']);
      assert.match(page.text, /recibo luz\.pdf, 1\.2.MB, is kept\. Choose another file only to replace it\./);
      assert.match(page.$('#proof').attr('aria-describedby')!, /\bproof-kept\b/);
      assert.equal(page.$('#proof').attr('required'), undefined);
      const checked = await applicant.goOn({ ...rightAnswers, proof: new File([], '') });
      assert.match(checked.answer('Proof of your address'), /^recibo luz\.pdf, 1\.2.MB$/);
    });

    it('puts a newer file in place of the one that was kept', async () => {
      await sendWith({ email: 'wrong', proof: pdf('old.pdf') });
      const again = await applicant.goOn({ ...full, email: '', proof: pdf('new.pdf', 'new') });
      assert.match(again.text, /new\.pdf, 1.kB, is kept/);
      assert.doesNotMatch(again.text, /old\.pdf/);
    });

    it('keeps the one it has when the newer one is refused', async () => {
      await sendWith({ email: 'wrong', proof: pdf('old.pdf') });
      const again = await applicant.goOn({ ...full, proof: new File([], 'empty.pdf') });
      assert.deepEqual(again.problems, { '#proof': '“empty.pdf” is empty. Choose another file' });
      assert.match(again.text, /old\.pdf, 1.kB, is kept/);
    });

    it('takes a kept file away when asked, with every answer kept', async () => {
      const page = await sendWith({ email: 'wrong' });
      const button = page.$('main button:contains("Remove proof.pdf")');
      assert.notEqual(button.attr('formnovalidate'), undefined);
      assert.equal(page.$('main form button').first().attr('value'), 'continue'); // Enter presses the first one
      const removed = await applicant.goOn({ ...rightAnswers, email: 'wrong' }, button.attr('value'));
      assert.equal(removed.status, 200);
      assert.equal(removed.notice, 'proof.pdf removed');
      assert.equal(removed.valueOf('Email address'), 'wrong');
      assert.doesNotMatch(removed.text, /is kept/);
      const again = await applicant.goOn(rightAnswers);
      assert.deepEqual(again.problems, { '#proof': 'Choose a file that shows your name and address' });
    });

    it('shows a file name as text, without what would turn the words around it', async () => {
      const page = await sendWith({ email: 'wrong', proof: pdf('<img src=x>\u202Efdp.exe".pdf') });
      assert.match(page.text, /<img src=x>fdp\.exe"\.pdf, 1.kB, is kept/);
    });
  });

  describe('with hostile text', () => {
    const everywhere = (text: string): Given => ({
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
    const hostile = {
      'a script': `</textarea><script>alert('1')</script><img src=x onerror=alert(1)>`,
      quotes: `"onfocus="alert(1)' \`x\` &quot; &amp; &#0; &lt;`,
      'templates of other languages': '${7*7} {{7*7}} <%= 7*7 %> #{7*7} %s %n \\u0041 \\ {label} {count}',
      'a statement of SQL': `'); drop table forms_draft; --`,
      'text that turns around': 'abc\u202Edef\u2066ghi \u05D0\u05D1 \u0645\u0631\u062D\u0628\u0627',
      'what has no width': 'a\u200Bb\uFEFFc\u00ADd',
      'emoji, joined and flagged': '👩‍👩‍👧‍👦 🇨🇱 🏳️‍🌈 e\u0301 ﷽ 𝒩',
      'spaces and line breaks': '  two  spaces\r\n\r\n\tand a tab\rand an old break\n',
    };
    for (const [kind, text] of Object.entries(hostile))
      it(`shows ${kind} back exactly, keeps it without the space around it, and never runs it`, async () => {
        const lines = text.replace(/\r\n?/g, '\n');
        const page = await sendWith(everywhere(text));
        assert.equal(page.status, 422);
        for (const label of typedLabels) assert.equal(page.valueOf(label), lines, label);
        const checked = await applicant.goOn({ ...rightAnswers, name: text, about: text });
        const sent = await applicant.declareAndSend();
        const { name, about } = await dataSent();
        assert.deepEqual([name, about], [lines.trim(), lines.trim()]);
        for (const shown of [checked, sent]) {
          assert.equal(shown.answer('Full name'), lines.trim());
          assert.equal(shown.answer('About your home'), lines.trim());
        }
        for (const shown of [page, checked, sent])
          assert.equal(shown.$('script:not([src]), img, [onfocus], [onerror]').length, 0);
      });

    it('shows back 10,000 characters in every answer', async () => {
      const text = 'ñ🏠"<'.repeat(2500);
      const page = await sendWith(everywhere(text));
      assert.equal(page.status, 422);
      for (const label of typedLabels) assert.equal(page.valueOf(label), text, label);
    });

    it('says how much it kept of a text that is longer than anything', async () => {
      const page = await sendWith({ about: 'x'.repeat(200_000), name: '🏠'.repeat(40_000) });
      const kept = (label: string, most: string) =>
        `“${label}” is too long for us to show in full. We kept the first ${most} characters: shorten it.`;
      assert.deepEqual(page.problems, { '#name': kept('Full name', '25,000'), '#about': kept(about, '100,000') });
      assert.equal(page.valueOf(about), 'x'.repeat(100_000));
      assert.equal(page.valueOf('Full name'), '🏠'.repeat(25_000));
    });

    it('refuses NUL in words, takes it out, and then takes the answer', async () => {
      const page = await sendWith({ name: 'a\0b', about: 'c\0d' });
      const taken = (label: string) =>
        `“${label}” had a character that cannot be kept (NUL). We took it out: check your answer.`;
      assert.deepEqual(page.problems, { '#name': taken('Full name'), '#about': taken(about) });
      assert.doesNotMatch(page.html, /\0/);
      await applicant.goOn({ ...rightAnswers, name: page.valueOf('Full name'), about: page.valueOf(about) });
      assert.equal(applicant.page.answer('Full name'), 'ab');
    });

    it('refuses other characters that nobody sees, and keeps the rest', async () => {
      const page = await sendWith({ about: 'a\u0001b\u007Fc' });
      assert.deepEqual(page.problems, {
        '#about': `Delete the invisible character in “${about}” that we cannot keep`,
      });
      assert.equal(page.valueOf(about), 'a\u0001b\u007Fc');
    });

    it('takes bytes that are no UTF-8, and halves of characters, for the character that stands for them', async () => {
      const page = await begin();
      const { name: _name, about: _about, needs: _needs, ...others } = rightAnswers;
      const parts = Object.entries({ ...page.hidden, ...others, needs: 'heating' }).map(
        ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
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
      const answer = await applicant.visitor.post(body, page.$('main form').attr('action')!, {
        'content-type': 'multipart/form-data; boundary=b',
      });
      const checked = await applicant.open(answer.response.headers.get('location')!);
      assert.equal(checked.answer('Full name'), 'A\uFFFD\uFFFDB');
      assert.equal(checked.answer('About your home'), '\uFFFDA');
    });
  });

  describe('in another language', () => {
    it('keeps every answer and the file when the language is changed', async () => {
      const page = await begin();
      const button = page.$('.plaza-languages button');
      assert.equal(button.text(), 'Español');
      assert.notEqual(button.attr('formnovalidate'), undefined);
      const typed = { ...full, email: 'wrong', about: 'Uno\r\nDos' };
      const spanish = await applicant.visitor.post(
        formData({ ...page.hidden, ...typed, action: 'language' }),
        button.attr('formaction')!,
      );
      assert.equal(spanish.status, 200);
      assert.deepEqual(spanish.problems, {});
      assert.equal(spanish.$('html').attr('lang'), 'es-CL');
      assert.equal(spanish.valueOf('Correo electrónico'), 'wrong');
      assert.equal(spanish.valueOf('Sobre tu casa (opcional)'), 'Uno\nDos');
      assert.deepEqual(spanish.chosen, ['Por teléfono', 'Aislar el techo o los muros', 'Calefacción']);
      assert.match(spanish.text, /proof\.pdf, 1.kB, está guardado/);
    });

    it('sends the page by Enter all the same', async () => {
      const page = await begin();
      const first = page.$('button[form="page"], form#page button').first();
      assert.deepEqual([first.attr('value'), first.attr('tabindex')], ['send', '-1']);
      applicant.page = page;
      await applicant.goOn(full, 'send');
      assert.equal(applicant.place, 'check');
    });

    it('confirms in the language of the page that sent it, and can be read in the other', async () => {
      applicant = new Applicant(site);
      applicant.visitor.language = 'es';
      await applicant.answerWith({});
      const confirmation = await applicant.declareAndSend();
      assert.equal(confirmation.heading, 'Enviado');
      assert.equal(confirmation.answer('Fecha de nacimiento'), '27 de marzo de 1980');
      const english = await applicant.open(confirmation.$('.plaza-languages a').attr('href')!);
      assert.equal(english.heading, 'Sent');
      assert.equal(english.$('.plaza-panel strong').text(), confirmation.$('.plaza-panel strong').text());
    });
  });

  describe('sent from elsewhere, or by a browser that says little', () => {
    it('is not accepted from another site: the answers are shown, and the file has to be chosen again', async () => {
      const page = await begin();
      for (const headers of [
        { origin: 'https://elsewhere.example' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ] as Record<string, string>[]) {
        const data = formData({ ...page.hidden, ...full, action: 'continue' });
        const again = await applicant.visitor.post(data, page.$('main form').attr('action')!, headers);
        assert.equal(again.status, 403);
        assert.match(again.notice, /sent from another site.*Choose your file again too\./);
        assert.equal(again.valueOf('Full name'), 'Ñusta Áñez');
        assert.doesNotMatch(again.text, /is kept/);
      }
    });

    it('is accepted by a proof that belongs to the cookie and to the page, and by no other', async () => {
      const other = new Applicant(site);
      const [page, stolen] = [await begin(), await other.begin()];
      applicant.visitor.headers = {};
      for (const hidden of [{ visit: stolen.hidden.visit! }, { token: stolen.hidden.token! }, { visit: '' }]) {
        const again = await sendTo(page, { ...full, ...hidden });
        assert.equal(again.status, 403);
        assert.match(again.notice, /Your answers are still here/);
        assert.equal(again.valueOf('Full name'), 'Ñusta Áñez');
      }
      assert.equal((await sendTo(page, full)).status, 303);
    });

    it('gives a cookie that no script can read and no other site can have sent', async () => {
      const cookieAt = async (origin: string) => {
        const visitor = new Applicant(municipality({ store, origin, now }), origin);
        return (await visitor.open(visitor.start)).response.headers.getSetCookie().join();
      };
      assert.match(await cookieAt('http://localhost'), /^plaza-visitor=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/);
      assert.match(
        await cookieAt('https://example.org'),
        /^__Host-plaza-visitor=[\w-]{22}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    });
  });

  describe('that does not arrive as a browser sends it', () => {
    const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const beginning = (page: Shown) =>
      Object.entries({ ...page.hidden, name: 'Ñusta', about: 'One\r\nTwo' })
        .map(([name, value]) => part(name, value))
        .join('');
    const post = (page: Shown, body: BodyInit, headers: Record<string, string> = {}) =>
      applicant.visitor.post(body, page.$('main form').attr('action')!, headers);

    it('is shown with what arrived of it when it breaks off', async () => {
      const page = await begin();
      for (const rest of [
        '',
        '--b\r\nContent-Dis',
        '--b\r\nContent-Disposition: form-data; name="proof"; filename="a.pdf"\r\n\r\n%PDF-1.4',
        '--b\r\n\r\n',
      ]) {
        const again = await post(page, beginning(page) + rest, multipart);
        assert.equal(again.status, 400);
        assert.match(again.notice, /did not arrive whole/);
        assert.equal(again.valueOf('Full name'), 'Ñusta');
        assert.equal(again.valueOf(about), 'One\nTwo');
        assert.doesNotMatch(again.text, /is kept/);
      }
    });

    it('is answered in words when it makes no sense', async () => {
      const page = await begin();
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
        const again = await post(page, body, { 'content-type': type });
        assert.ok([400, 403, 415].includes(again.status), `${type}: ${again.status}`);
        assert.match(again.notice, /^There is a problem .* nothing was kept yet/, type);
        assert.equal(again.$('form#page').length, 1);
      }
    });

    it('cannot reach what is not a question', async () => {
      await sendWith({
        __proto__: 'x',
        constructor: 'x',
        toString: 'x',
        reference: 'MINE',
        birth_date: 'x',
      } as Given);
      await applicant.declareAndSend();
      assert.equal(((await dataSent()) as { reference?: string }).reference, undefined);
      assert.equal(({} as { x?: string }).x, undefined);
    });

    it('is read to its end with a file of up to 50 MB, for the sake of the answers behind it', async () => {
      const page = await begin();
      const big = { proof: pdf('big.pdf', 'x'.repeat(49_000_000)), ...rightAnswers };
      const again = await sendTo(page, big);
      assert.equal(again.status, 422);
      assert.deepEqual(again.problems, { '#proof': '“big.pdf” is 49 MB. Choose a file of 5.2 MB or less' });
      assert.equal(again.valueOf(about), 'The roof leaks.');
    });

    it('is answered in words beyond that, with what came before the file', async () => {
      const page = await begin();
      const huge = formData({ ...page.hidden, ...rightAnswers, proof: pdf('huge.pdf', 'x'.repeat(55_000_000)) });
      const whole = new Response(huge);
      const type = whole.headers.get('content-type')!;
      const again = await post(page, (await whole.blob()).stream(), { 'content-type': type });
      assert.equal(again.status, 413);
      assert.match(again.notice, /file you chose is too large for us to receive.*choose a smaller file/);
      assert.equal(again.valueOf('Full name'), 'Ñusta Áñez');
      assert.deepEqual(again.chosen, ['By phone', 'Insulation of roof or walls', 'Heating']);
    });

    it('leaves nothing behind when the browser goes away in the middle', async () => {
      const page = await begin();
      const files = () => opened.database.selectFrom('forms_file').select('id').execute();
      const before = (await files()).length;
      const file = '--b\r\nContent-Disposition: form-data; name="proof"; filename="a.pdf"\r\n\r\n%PDF-1.4\n';
      const body = new ReadableStream({
        pull(controller) {
          controller.enqueue(Buffer.from(beginning(page) + file));
          controller.error(new Error('the line is dead'));
        },
      });
      await post(page, body, multipart);
      assert.equal((await files()).length, before);
    });
  });
});
