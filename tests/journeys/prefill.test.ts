/** What other offices have, on its way to a person in a browser: with scripts and without. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { now, renewal } from '../../examples/permiso-circulacion/applicant.ts';
import { failingPlate, knownPlate, registers } from '../../examples/permiso-circulacion/registers.ts';
import { Person } from '../../examples/testing/person.ts';
import { serveDefinition } from '../../patterns/forms/server/preview.ts';
import type { Definition } from '../../patterns/forms/definition/definition.ts';
import { findings } from '../accessibility/findings.ts';
import { openBrowser } from './service.ts';

const permit = JSON.parse(
  readFileSync(new URL('../../examples/permiso-circulacion/definition.json', import.meta.url), 'utf8'),
) as Definition;
const offices = ['the vehicle register', 'the register of technical reviews', 'the register of insurances'];

let preview: Awaited<ReturnType<typeof serveDefinition>>;
let browser: Browser;
/** The colour that the register has of the vehicle now. */
let colour: string;
before(async () => {
  const { 'vehicle-register': vehicles, ...others } = registers(now);
  const register: typeof vehicles = {
    async fetch(request) {
      const { values, ...came } = await vehicles!.fetch(request);
      return { ...came, values: 'vehicle/colour' in values ? { ...values, 'vehicle/colour': colour } : values };
    },
  };
  preview = await serveDefinition(permit, 0, { now, prefill: { ...others, 'vehicle-register': register } });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await preview?.close();
});

for (const javaScriptEnabled of [true, false])
  describe(`Somebody whose answers other offices have, ${javaScriptEnabled ? 'with scripts' : 'without a script'}`, () => {
    let page: Page;
    let draft: string;
    beforeEach(async () => {
      colour = 'verde';
      const context = await browser.newContext({ javaScriptEnabled, bypassCSP: true, reducedMotion: 'reduce' });
      context.setDefaultTimeout(15_000);
      page = await context.newPage();
    });
    afterEach(() => page.context().close());

    /** Comes to the page about consent with this plate. */
    async function come(plate: string): Promise<void> {
      const { origin, pathname } = new URL(preview.origin);
      const site = { fetch: (request: Request) => fetch(request, { redirect: 'manual' }) };
      const somebody = new Person(site, pathname, { origin });
      await somebody.begin('en-GB');
      await somebody.goThrough(renewal, 'plate');
      await somebody.goOn({ 'vehicle/plate': plate });
      const [name, value] = somebody.visitor.cookies.split('=') as [string, string];
      await page.context().addCookies([{ name, value, url: origin }]);
      draft = `${origin}${pathname}/draft/${somebody.draftId}`;
      await page.goto(`${origin}${somebody.path}`);
      assert.equal(await heading().textContent(), 'What we may get for you');
    }

    const heading = () => page.getByRole('main').getByRole('heading', { level: 1 });
    const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
    const isClean = async () => javaScriptEnabled && assert.deepEqual(await findings({ page }), []);
    const decide = (office: string, answer: 'Yes, get it' | 'No, I fill it in myself') =>
      page
        .getByRole('group', { name: `May we get this from ${office}?` })
        .getByLabel(answer)
        .check();
    /** Presses what leads to another page. */
    async function press(control: Locator, title: string): Promise<void> {
      await control.click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    const goOn = (title: string) => press(button('Continue'), title);

    it('is asked first, by name and purpose, and told where no answer was chosen', async () => {
      await come(knownPlate);
      await isClean();
      await button('Continue').click();
      await page.getByRole('alert').waitFor();
      assert.deepEqual(
        await page.getByRole('alert').getByRole('link').allTextContents(),
        offices.map((office) => `Choose whether we may get this from ${office}`),
      );
      await isClean();
    });

    it('looks at what came and goes on, writes over what is wrong, and fills in what they declined', async () => {
      await come(knownPlate);
      await decide(offices[0]!, 'Yes, get it');
      await decide(offices[1]!, 'Yes, get it');
      await decide(offices[2]!, 'No, I fill it in myself');
      await goOn('What kind of vehicle is it?');
      await isClean();
      assert.equal(await page.getByRole('combobox').count(), 0);
      await goOn('The vehicle');
      assert.match(
        await page.getByRole('main').innerText(),
        /Colibrí\s[^]*From the vehicle register, 27 November 2026\./,
      );
      await button('This is wrong').click();
      const make = page.getByLabel('Make', { exact: true });
      assert.equal(await make.inputValue(), 'Colibrí');
      await isClean();
      await make.fill('');
      await button('Continue').click();
      await page.getByRole('alert').waitFor();
      await make.fill('Colibrí Azul');
      await goOn('What does it run on?');
      await page.goto(`${draft}/vehicle`);
      assert.match(await page.getByRole('main').innerText(), /You asked to correct it to: Colibrí Azul/);
      await isClean();
    });

    it('fills it in where an office does not answer, and is told kindly', async () => {
      await come(failingPlate);
      for (const office of offices) await decide(office, 'Yes, get it');
      await goOn('What kind of vehicle is it?');
      assert.match(
        await page.getByRole('main').innerText(),
        /We could not get this from the vehicle register\. Fill it in yourself\./,
      );
      assert.equal(await page.getByRole('combobox', { name: 'What kind of vehicle is it?' }).count(), 1);
      await isClean();
    });

    it('chooses where an office has something else by the time that everything is sent', async () => {
      await come(knownPlate);
      for (const office of offices) await decide(office, 'Yes, get it');
      await goOn('What kind of vehicle is it?');
      const { origin, pathname } = new URL(preview.origin);
      const rest = new Person({ fetch: (request) => fetch(request, { redirect: 'manual' }) }, pathname, { origin });
      const { name, value } = (await page.context().cookies())[0]!;
      rest.visitor.cookies = `${name}=${value}`;
      await rest.open(`${new URL(draft).pathname}/type`);
      for (let pages = 0; pages < 40 && !['check', 'newer'].includes(rest.place); pages++) {
        colour = rest.place === 'notes' ? 'azul' : colour;
        const isShown = rest.page.$('[name^="card/"]').length > 0;
        await rest.goOn(isShown ? {} : renewal[rest.place]!);
        assert.equal(rest.page.status, 200, `${rest.place}: ${JSON.stringify(rest.page.problems)}`);
      }
      await page.goto(`${draft}/check`);
      const change = page.getByRole('group', { name: /colour/i });
      await isClean();
      await button('Continue').click();
      await page.getByRole('alert').waitFor();
      await isClean();
      await change.getByLabel(/azul/).check();
      await goOn('Check your answers');
      assert.match(await page.getByRole('main').innerText(), /azul\s+From the vehicle register/);
      await isClean();
    });
  });
