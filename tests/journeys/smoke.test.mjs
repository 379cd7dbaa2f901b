/**
 * One application in the engines that Playwright does not drive here: Firefox by WebDriver BiDi, WebKit by its own driver.
 * Where an engine is not on the machine, its journey is skipped by name.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { engines, findProgram, isThere } from '../../scripts/browsers/find.mjs';
import definition from '../../examples/energy-grant/definition.json' with { type: 'json' };
import { rightAnswers } from './applicant.ts';
import { startService } from './service.ts';

/** A browser with one page, in the few words that a journey needs. Controls are found by the words beside them. */
const openers = {
  async firefox() {
    const { launch } = await import('puppeteer-core');
    const browser = await launch({ browser: 'firefox', executablePath: findProgram('firefox'), headless: true });
    const page = await browser.newPage();
    const labelled = (label) => page.locator(`::-p-xpath(${controlOf(label)})`).waitHandle();
    return {
      open: (address) => page.goto(address),
      type: async (label, text) => (await labelled(label)).type(text),
      press: async (label) => (await labelled(label)).click(),
      choose: async (label, value) => (await labelled(label)).select(value),
      attach: async (label, path) => (await labelled(label)).uploadFile(path),
      send: (button) => page.locator(`::-p-xpath(${buttonOf(button)})`).click(),
      read: async (xpath) =>
        (await page.locator(`::-p-xpath(${xpath})`).waitHandle()).evaluate((element) => element.textContent),
      close: () => browser.close(),
    };
  },

  async webkit() {
    const { default: webdriver } = await import('webdriver');
    const { startWebKitDriver } = await import('../../scripts/browsers/webkit-driver.mjs');
    const browser = await webdriver.newSession({
      hostname: '127.0.0.1',
      port: await startWebKitDriver(),
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: findProgram('miniBrowser'), args: ['--automation'] },
      },
    });
    await browser.setTimeouts(20_000, 30_000, 30_000); // how long a control may take to appear
    const find = async (xpath) => Object.values(await browser.findElement('xpath', xpath))[0];
    const press = async (xpath) => browser.elementClick(await find(xpath));
    return {
      open: (address) => browser.navigateTo(address),
      type: async (label, text) => browser.elementSendKeys(await find(controlOf(label)), text),
      press: (label) => press(controlOf(label)),
      choose: async (label, value) => browser.elementSendKeys(await find(controlOf(label)), optionOf('region', value)), // its menu is not part of the page
      attach: async (label, path) => browser.elementSendKeys(await find(controlOf(label)), path),
      send: (button) => press(buttonOf(button)),
      read: async (xpath) => browser.getElementText(await find(xpath)),
      close: () => browser.deleteSession(),
    };
  },
};

const controlOf = (label) => `//main//*[@id=//label[normalize-space()="${label}"]/@for]`;
const buttonOf = (name) => `//main//button[normalize-space()="${name}"]`;

const { questions } = definition;
const labelOf = (question) => questions[question].label.en;
const optionOf = (question, value) => questions[question].options.find((option) => option.value === value).label.en;
const about = 'The roof leaks.'; // one line: not every driver types a line break
const { proof, name: person, email, region, contact, needs } = rightAnswers;

describe('An application', () => {
  let service;
  before(async () => (service = await startService()));
  after(() => service?.close());

  for (const [name, open] of Object.entries(openers)) {
    const { title } = engines[name];
    const skip = isThere(name) ? false : `${title} is not on this machine`;
    it(`is refused in words, mended and sent in ${title}`, { skip, timeout: 180_000 }, async () => {
      const path = join(service.folder, `${name}.pdf`);
      writeFileSync(path, await proof.text());
      const browser = await open();
      try {
        await browser.open(`${service.origin}/demo/energy-grant?language=en`);
        await browser.send('Start now');
        await browser.type(labelOf('name'), person);
        for (const [part, text] of Object.entries({ Day: '27', Month: '3', Year: '1980' }))
          await browser.type(part, text);
        await browser.type(`${labelOf('about')} (optional)`, about);
        await browser.choose(labelOf('region'), region);
        await browser.press(optionOf('contact', contact));
        for (const need of needs) await browser.press(optionOf('needs', need));
        await browser.attach(labelOf('proof'), path);
        await browser.send('Continue');
        assert.equal(await browser.read('//plaza-error-summary//a'), questions.email.errors['value-missing'].en);
        await browser.type(labelOf('email'), email);
        await browser.send('Continue');
        await browser.press(definition.declarations[0].text.en);
        await browser.send('Send');
        const reference = await browser.read('//h1[normalize-space()="Sent"]/following::strong');
        assert.deepEqual(await service.application(reference), {
          name: person,
          email,
          birth_date: '1980-03-27',
          region,
          contact,
          needs,
          about,
          language: 'en-GB',
          proof: await proof.text(),
        });
      } finally {
        await browser.close();
      }
    });
  }
});
