/** Files that are sent as soon as they are chosen, over a network that does not hold. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { until } from '../../examples/testing/until.ts';
import { startPapers, virus } from './papers.ts';
import type { Papers } from './papers.ts';
import { openBrowser } from './service.ts';

const large = 900_000;

/** Something that somebody waits for, until the test lets it go. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('Somebody with papers to send', () => {
  let browser: Browser;
  let papers: Papers;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];
  before(async () => {
    browser = await openBrowser();
    papers = await startPapers();
  });
  after(async () => {
    await browser?.close();
    await papers?.close();
  });
  beforeEach(async () => {
    papers.reset();
    errors.length = 0;
    page = await begin();
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(errors, []);
  });

  async function begin(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    context = await browser.newContext(options);
    context.setDefaultTimeout(15_000);
    const opened = await context.newPage();
    opened.on('pageerror', (error) => errors.push(error.message));
    await opened.goto(`${papers.origin}/papers?language=en`);
    await opened.getByRole('button', { name: 'Start now' }).or(opened.locator('button[value=start]')).first().click();
    await opened.getByRole('heading', { name: 'Your papers' }).waitFor();
    return opened;
  }

  const proof = (on = page) => on.getByLabel('Proof of address');
  const photos = (on = page) => on.getByLabel(/^Photos/);
  const goOn = (on = page) => on.getByRole('button', { name: 'Continue', exact: true }).last();
  const row = (name: string, on = page): Locator => on.getByRole('listitem').filter({ hasText: name });
  const accepted = (name: string, on = page) => row(name, on).getByText('Accepted').waitFor();
  const checkPage = (on = page) => on.getByRole('heading', { name: 'Check your answers' }).waitFor();
  const answer = (label: string, on = page) => on.locator(`dt:text-is("${label}") + dd`).textContent();
  /** All that the page has said aloud. */
  const listenTo = (on: Page) =>
    on.evaluate(() => {
      const said: string[] = ((window as unknown as { said: string[] }).said = []);
      new MutationObserver((records) => {
        for (const { target, addedNodes } of records)
          if ((target as Element).closest?.('[aria-live]') && addedNodes.length) said.push(target.textContent ?? '');
      }).observe(document.body, { childList: true, subtree: true });
    });
  const said = (on = page) => on.evaluate(() => (window as unknown as { said: string[] }).said);

  it('sees it sent at once, with its progress, and goes on without sending it again', async () => {
    const held = gate();
    papers.beforePiece = (number) => (number === 3 ? held.opened : undefined);
    await listenTo(page);
    await proof().setInputFiles(papers.file('lease.pdf', large));
    await row('lease.pdf')
      .getByText(/^Being sent, [1-9]\d%$/)
      .waitFor();
    const bar = page.getByRole('progressbar', { name: 'lease.pdf' });
    const share = await bar.evaluate((each: HTMLProgressElement) => Math.floor(each.value * 100));
    assert.equal(await row('lease.pdf').locator('p').textContent(), `Being sent, ${share}%`);
    held.open();
    await accepted('lease.pdf');
    assert.equal(await bar.count(), 0);
    await until('it is said', async () => (await said()).at(-1) === 'lease.pdf: Accepted');
    await page.getByLabel('Name').fill('Ada');
    await goOn().click();
    await checkPage();
    assert.match((await answer('Proof of address'))!, /lease\.pdf, 900 kB/);
    assert.ok(papers.formBytes < 10_000, 'the form had no file in it');
  });

  it('loses nothing when the server dies half way, and does nothing for it to go on', async () => {
    const held = gate();
    papers.beforePiece = (number) => (number === 3 ? held.opened : undefined);
    await listenTo(page);
    await proof().setInputFiles(papers.file('lease.pdf', large));
    await row('lease.pdf')
      .getByText(/^Being sent, [1-9]\d%$/)
      .waitFor();
    await papers.cut();
    await row('lease.pdf').getByText('The connection is lost').waitFor();
    held.open();
    papers.asked.length = 0;
    await papers.mend();
    await accepted('lease.pdf');
    assert.equal(papers.asked[0], 'HEAD', 'it asks how much is there');
    assert.equal(papers.asked.filter((method) => method === 'POST').length, 0, 'it does not begin anew');
    assert.ok((await said()).some((words) => words.includes('The connection is lost')));
    await page.getByLabel('Name').fill('Ada');
    await goOn().click();
    await checkPage();
  });

  it('may try again at once, where it takes long', async () => {
    let tries = 0;
    await context.route('**/uploads/*', (route) => {
      tries++;
      return route.abort();
    });
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await proof().setInputFiles(papers.file('lease.pdf', large));
    const again = page.getByRole('button', { name: 'Try again now lease.pdf' });
    for (let count = 1; !(await again.count()); count++) {
      await until('it was tried once more', () => tries >= count);
      await row('lease.pdf').getByText('The connection is lost').waitFor();
      await page.clock.runFor(40_000);
    }
    await until('it was tried once more', () => tries > 4);
    await context.unroute('**/uploads/*');
    await again.dispatchEvent('click');
    await accepted('lease.pdf');
    assert.equal(await again.count(), 0);
  });

  it('goes on where it stood after the page was loaded again', async () => {
    const held = gate();
    papers.beforePiece = (number) => (number === 3 ? held.opened : undefined);
    const path = papers.file('lease.pdf', large);
    await proof().setInputFiles(path);
    await row('lease.pdf')
      .getByText(/^Being sent, [1-9]\d%$/)
      .waitFor();
    const address = page.url();
    await page.goto('about:blank');
    held.open();
    await page.goto(address);
    const begun = page.getByText('“lease.pdf” is here. Choose it again, and only the rest is sent');
    await begun.waitFor();
    papers.reset();
    await proof().setInputFiles(path);
    await accepted('lease.pdf');
    assert.equal(await begun.isVisible(), false);
    assert.equal(papers.asked[0], 'POST');
    assert.ok(papers.pieceBytes < 0.75 * large, `only the rest came: ${papers.pieceBytes} bytes`);
  });

  it('who presses Continue too soon is told, and goes on by itself', async () => {
    const held = gate();
    papers.beforePiece = (number) => (number === 2 ? held.opened : undefined);
    await page.getByLabel('Name').fill('Ada');
    await proof().setInputFiles(papers.file('lease.pdf', large));
    await row('lease.pdf')
      .getByText(/Being sent/)
      .waitFor();
    await goOn().click();
    await page
      .getByRole('main')
      .getByText('Waiting for lease.pdf. The page goes on by itself once it is sent')
      .waitFor();
    await goOn().click();
    held.open();
    await checkPage();
    assert.match((await answer('Proof of address'))!, /^lease\.pdf, 900 kB$/);
    assert.ok(papers.formBytes < 10_000, 'the form had no file in it');
    await page.getByRole('checkbox').check();
    await page.locator('main button[value=send]').click();
    await page.waitForURL('**/sent/**');
    assert.deepEqual(await papers.sent(), ['lease.pdf']);
  });

  it('is told what else is wrong first, and of nothing missing while it is on its way', async () => {
    const held = gate();
    papers.beforePiece = () => held.opened;
    await proof().setInputFiles(papers.file('lease.pdf', large));
    await row('lease.pdf')
      .getByText(/Being sent/)
      .waitFor();
    await goOn().click();
    assert.deepEqual(await page.getByRole('alert').getByRole('link').allTextContents(), ['Fill in “Name”']);
    held.open();
    await accepted('lease.pdf');
  });

  it('stops it, and nothing of it stays anywhere', async () => {
    const held = gate();
    papers.beforePiece = (number) => (number === 2 ? held.opened : undefined);
    await proof().setInputFiles(papers.file('lease.pdf', large));
    await row('lease.pdf')
      .getByText(/Being sent/)
      .waitFor();
    await page.getByRole('button', { name: 'Remove lease.pdf' }).click();
    held.open();
    await until('the server was told', () => Promise.resolve(papers.asked.includes('DELETE')));
    assert.equal(await row('lease.pdf').count(), 0);
    assert.equal(await proof().evaluate((input) => document.activeElement === input), true);
    await page.reload();
    assert.equal(await page.getByText('lease.pdf').count(), 0);
  });

  it('takes back what has arrived, and is asked for it', async () => {
    await proof().setInputFiles(papers.file('lease.pdf', 2000));
    await accepted('lease.pdf');
    await page.getByRole('button', { name: 'Remove lease.pdf' }).click();
    await until('it is gone', async () => (await row('lease.pdf').count()) === 0);
    await page.getByLabel('Name').fill('Ada');
    await goOn().click();
    await page.getByRole('alert').getByText('Choose a file for “Proof of address”').waitFor();
    await page.reload();
    assert.equal(await page.getByText('lease.pdf').count(), 0);
  });

  it('puts another in its place', async () => {
    await proof().setInputFiles(papers.file('old.pdf', 2000));
    await accepted('old.pdf');
    await page.reload();
    await page.getByText('old.pdf, 2 kB, is kept').waitFor();
    await proof().setInputFiles(papers.file('new.pdf', 2000));
    await accepted('new.pdf');
    assert.equal(await page.getByText('old.pdf, 2 kB, is kept').isVisible(), false);
    await page.getByLabel('Name').fill('Ada');
    await goOn().click();
    await checkPage();
    assert.match((await answer('Proof of address'))!, /^new\.pdf/);
  });

  for (const [what, name, begin, words] of [
    ['has a virus', 'bad.pdf', `%PDF-1.7\n${virus}`, '“bad.pdf” may have a virus, so it was not kept'],
    ['is of another type than its name says', 'run.pdf', 'MZ', '“run.pdf” is of another type'],
  ] as const)
    it(`learns at once that a file ${what}, and again from the summary`, async () => {
      await page.getByLabel('Name').fill('Ada');
      await listenTo(page);
      await proof().setInputFiles(papers.file(name, 5000, begin));
      await page.locator('[slot=error]').getByText(words).waitFor();
      assert.equal(await row(name).count(), 0);
      await until('it is said', async () => (await said()).some((each) => each.includes(words)));
      await goOn().click();
      await page.getByRole('alert').getByText(words).waitFor();
      await proof().setInputFiles(papers.file('good.pdf', 5000));
      await accepted('good.pdf');
      await goOn().click();
      await checkPage();
    });

  it('who pressed Continue is led to what is wrong with the file', async () => {
    const held = gate();
    papers.beforePiece = () => held.opened;
    await page.getByLabel('Name').fill('Ada');
    await proof().setInputFiles(papers.file('bad.pdf', large, `%PDF-1.7\n${virus}`));
    await row('bad.pdf')
      .getByText(/Being|All/)
      .waitFor();
    await goOn().click();
    await page.getByRole('main').getByText('Waiting for bad.pdf').waitFor();
    held.open();
    await page.getByRole('alert').getByText('“bad.pdf” may have a virus').waitFor();
    assert.equal(await page.getByRole('main').getByText('Waiting for bad.pdf').count(), 0);
  });

  it('sends nothing that is too large', async () => {
    await proof().setInputFiles(papers.file('film.pdf', 6_000_000));
    await page.locator('[slot=error]').getByText('“film.pdf” is 6 MB').waitFor();
    assert.deepEqual(papers.asked, []);
    await page.getByRole('button', { name: 'Remove film.pdf' }).click();
  });

  it('adds several one after another, also while some are on their way', async () => {
    const held = gate();
    papers.beforePiece = (number) => (number === 1 ? held.opened : undefined);
    await photos().setInputFiles([papers.file('a.pdf', large), papers.file('b.pdf', 3000)]);
    await row('b.pdf').getByText('Waiting to be sent').waitFor();
    await photos().setInputFiles(papers.file('c.pdf', 3000));
    await row('c.pdf').getByText('Waiting to be sent').waitFor();
    await page.getByRole('button', { name: 'Remove b.pdf' }).click();
    held.open();
    await accepted('a.pdf');
    await accepted('c.pdf');
    assert.equal(await row('b.pdf').count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Add and choose another' }).isVisible(), false);
    await page.reload();
    assert.deepEqual(await page.locator('.plaza-file-list bdi:first-child').allTextContents(), [
      'a.pdf',
      'a.pdf',
      'c.pdf',
      'c.pdf',
    ]);
  });

  it('sends the same file from two tabs, and has it once', async () => {
    const path = papers.file('lease.pdf', large);
    const other = await context.newPage();
    await other.goto(page.url());
    await Promise.all([photos().setInputFiles(path), photos(other).setInputFiles(path)]);
    await accepted('lease.pdf');
    await accepted('lease.pdf', other);
    await page.reload();
    await page.getByText('You added 1 file').waitFor();
  });

  it('sends it with the form where the server takes no pieces', async () => {
    await context.route('**/uploads', (route) => route.fulfill({ status: 404, body: 'nothing here' }));
    await page.getByLabel('Name').fill('Ada');
    await proof().setInputFiles(papers.file('lease.pdf', large));
    await photos().setInputFiles(papers.file('a.pdf', 3000));
    await page.getByRole('button', { name: 'Add and choose another' }).waitFor();
    await goOn().click();
    await checkPage();
    assert.match((await answer('Proof of address'))!, /lease\.pdf, 900 kB/);
    assert.match((await answer('Photos'))!, /a\.pdf/);
  });

  it('sends it with the form where the script does not come', async () => {
    await context.route('**/uploads-*.js', (route) => route.abort());
    await page.getByLabel('Name').fill('Ada');
    await proof().setInputFiles(papers.file('lease.pdf', large));
    await goOn().click();
    await checkPage();
    assert.match((await answer('Proof of address'))!, /lease\.pdf, 900 kB/);
  });

  it('sends it with the form where there is no script', async () => {
    await context.close();
    page = await begin({ javaScriptEnabled: false });
    await page.getByLabel('Name').fill('Ada');
    await proof().setInputFiles(papers.file('lease.pdf', large));
    await photos().setInputFiles([papers.file('a.pdf', 3000), papers.file('b.pdf', 3000)]);
    await page.getByRole('button', { name: 'Add and choose another' }).click();
    await page.getByText('3 files were added').waitFor();
    await goOn().click();
    await checkPage();
    assert.match((await answer('Photos'))!, /a\.pdf.*\s.*b\.pdf/);
    assert.deepEqual(papers.asked, []);
  });
});
