/** A page that sends by fetch: the server's errors arrive as data, or as HTML, long after the page did. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { files } from '../../docs/server/files.ts';
import { openBrowser } from './service.ts';

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Register a boat</title><link rel="icon" href="/plaza.svg">
<link rel="stylesheet" href="/plaza/plaza.layered.css">
<script type="module" src="/plaza/cdn/plaza.js"></script><script type="module" src="/send.js"></script>
<body class="plaza-page"><main><plaza-error-summary></plaza-error-summary>
<plaza-form><form method="post" action="/boats" novalidate>
  <plaza-field><label for="boat">Name of the boat</label><input id="boat" name="boat/name" required></plaza-field>
  <div id="place"><plaza-field><label for="email">Email address</label><p slot="hint" id="email-hint">For your receipt</p>
    <input id="email" name="email" type="email" required aria-describedby="email-hint"></plaza-field></div>
  <plaza-date-field><fieldset role="group"><legend>Built on</legend><div class="plaza-date-parts">
    <div><label for="day">Day</label><input id="day" name="built/day"></div>
    <div><label for="month">Month</label><input id="month" name="built/month"></div>
    <div><label for="year">Year</label><input id="year" name="built/year"></div></div></fieldset></plaza-date-field>
  <button class="plaza-button">Register</button>
</form></plaza-form></main></body></html>`;

/** The page's own script, as the docs show it. */
const script = `
const element = document.querySelector('plaza-form');
element.addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch(event.target.action, { method: 'POST', body: new FormData(event.target) });
  if (response.headers.get('content-type').startsWith('application/problem+json')) await element.showProblem(await response.json());
  else document.querySelector('main').replaceChildren(await response.text());
});`;

/** The registry: it knows one boat already, and nobody may have two reasons to be refused in one answer only. */
function register(data: FormData) {
  const errors = [];
  if (data.get('boat/name') === 'Esmeralda')
    errors.push({ pointer: '#/boat/name', detail: 'There is an Esmeralda already: choose another name' });
  if (data.get('email') === 'gone@example.org')
    errors.push({ pointer: '/email', detail: 'Mail to this address comes back' });
  if (Number(data.get('built/year')) > 2020)
    errors.push({ pointer: '#/built', detail: 'Boats younger than 2020 are registered by their maker' });
  if (data.get('boat/name') === 'Titanic') errors.push({ detail: 'The registry is closed today' });
  return errors;
}

let browser: Browser;
let server: ReturnType<typeof serve>;
let page: Page;
const troubles: string[] = [];

before(async () => {
  const app = new Hono();
  app.get('/', (context) => context.html(html));
  app.get('/send.js', (context) => context.body(script, 200, { 'Content-Type': 'text/javascript' }));
  app.get('/plaza.svg', files('docs', ''));
  app.get('/plaza/*', files('components/dist', '/plaza'));
  app.post('/boats', async (context) => {
    const errors = register(await context.req.formData());
    if (!errors.length) return context.text('The boat is registered');
    const problem = { type: 'about:blank', title: 'The boat cannot be registered', status: 422, errors };
    return context.body(JSON.stringify(problem), 422, { 'Content-Type': 'application/problem+json' });
  });
  server = serve({ fetch: app.fetch, port: 0, hostname: 'localhost' });
  await new Promise((resolve) => server.once('listening', resolve));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => customElements.get('plaza-form'));
});
afterEach(async () => {
  await page.close();
  assert.deepEqual(troubles, []);
});

const labelled = (label: string) => page.getByLabel(label, { exact: true });
const summary = () => page.locator('plaza-error-summary');
/** What people hear with a control: its hint and what is wrong. */
const description = (control: ReturnType<typeof labelled>) =>
  control.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent?.replace(/\s+/g, ' ').trim())
      .join(' | '),
  );

async function send(answers: { boat: string; email: string; year?: string }): Promise<void> {
  await labelled('Name of the boat').fill(answers.boat);
  await labelled('Email address').fill(answers.email);
  for (const [part, text] of Object.entries({ Day: '1', Month: '2', Year: answers.year ?? '1999' }))
    await labelled(part).fill(text);
  await page.getByRole('button', { name: 'Register' }).click();
}

describe('A server that answers with problem details', () => {
  it('has all of them shown beside the answers and in the summary, which takes the focus, and in the title', async () => {
    await send({ boat: 'Esmeralda', email: 'gone@example.org', year: '2024' });
    await summary().getByRole('heading', { name: 'There is a problem' }).waitFor();
    assert.deepEqual(await summary().getByRole('link').allInnerTexts(), [
      'There is an Esmeralda already: choose another name',
      'Mail to this address comes back',
      'Boats younger than 2020 are registered by their maker',
    ]);
    assert.equal(await page.title(), 'Error: Register a boat');
    assert.equal(await page.evaluate(() => document.activeElement!.localName), 'plaza-error-summary');
    assert.equal(
      await description(labelled('Email address')),
      'For your receipt | Error: Mail to this address comes back',
    );
    assert.equal(
      await description(page.getByRole('group', { name: 'Built on' })),
      'Error: Boats younger than 2020 are registered by their maker',
    );
    assert.equal(await labelled('Name of the boat').inputValue(), 'Esmeralda');
  });

  it('is asked again once they are mended, and then takes the form', async () => {
    await send({ boat: 'Esmeralda', email: 'ada@example.org' });
    await summary().getByRole('link').click();
    assert.equal(await page.evaluate(() => document.activeElement!.id), 'boat');
    await send({ boat: 'Huáscar', email: 'ada@example.org' });
    await page.getByText('The boat is registered').waitFor();
    assert.equal(await page.title(), 'Register a boat');
  });

  it('may speak of the form as a whole: a line that leads nowhere', async () => {
    await send({ boat: 'Titanic', email: 'ada@example.org' });
    await summary().getByText('The registry is closed today').waitFor();
    assert.equal(await summary().getByRole('link').count(), 0);
  });

  it('is not asked while the page itself sees what is wrong', async () => {
    let asked = 0;
    page.on('request', (request) => (asked += request.method() === 'POST' ? 1 : 0));
    await send({ boat: '', email: 'nobody' });
    await summary().getByRole('heading').waitFor();
    assert.equal(asked, 0);
    assert.equal(await summary().getByRole('link').count(), 2);
  });
});

describe('A server that sends a question again as HTML', () => {
  const sent = (
    message: string,
  ) => `<plaza-field><label for="email">Email address</label><p slot="hint" id="email-hint">For your receipt</p>
    <p slot="error" id="email-error"><span class="plaza-visually-hidden">Error:</span> ${message}</p>
    <input id="email" name="email" type="email" required="" value="typed@example.org" aria-describedby="email-hint email-error" aria-invalid="true"></plaza-field>`;
  const insert = (html: string) =>
    page.locator('#place').evaluate((place, text) => void (place.innerHTML = text), html);

  it('has its error shown as it is, and cleared once it is mended and left', async () => {
    await insert(sent('Mail to this address comes back'));
    const email = labelled('Email address');
    assert.equal(await description(email), 'For your receipt | Error: Mail to this address comes back');
    assert.equal(await page.locator('#place').innerHTML(), sent('Mail to this address comes back'));
    await email.fill('ada@example.org');
    assert.equal(await description(email), 'For your receipt | Error: Mail to this address comes back');
    await labelled('Name of the boat').focus();
    await page.waitForFunction(() => !document.querySelector('#email')!.hasAttribute('aria-invalid'));
    assert.equal(await description(email), 'For your receipt');
  });

  it('has its error tied where it forgot to tie it', async () => {
    await page
      .locator('#place plaza-field')
      .evaluate((field) =>
        field
          .querySelector('input')!
          .insertAdjacentHTML('beforebegin', '<p slot="error">Mail to this address comes back</p>'),
      );
    await page.waitForFunction(() => document.querySelector('#email')!.getAttribute('aria-invalid') === 'true');
    assert.equal(await description(labelled('Email address')), 'For your receipt | Mail to this address comes back');
  });

  it('replaces an error of ours by one of its own', async () => {
    await send({ boat: 'Huáscar', email: 'nobody' });
    await summary().getByRole('heading').waitFor();
    await page
      .locator('#place plaza-field')
      .evaluate((field) =>
        field
          .querySelector('input')!
          .insertAdjacentHTML('beforebegin', '<p slot="error" id="late">This address is taken</p>'),
      );
    await page.waitForFunction(
      () => document.querySelector('#email')!.getAttribute('aria-describedby') === 'email-hint late',
    );
    assert.equal(await description(labelled('Email address')), 'For your receipt | This address is taken');
  });
});
