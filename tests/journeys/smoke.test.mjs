/**
 * One application in the engines that Playwright does not drive here: Firefox by WebDriver BiDi, WebKit by its own driver.
 * Where an engine is not on the machine, its journey is skipped by name.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { engines, findProgram, isThere } from '../../scripts/browsers/find.mjs';
import { regions } from '../../examples/energy-grant/regions.ts';
import { rightAnswers, words } from './applicant.ts';
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
      choose: async (label, value) => browser.elementSendKeys(await find(controlOf(label)), regions[value]), // its menu is not part of the page
      attach: async (label, path) => browser.elementSendKeys(await find(controlOf(label)), path),
      send: (button) => press(buttonOf(button)),
      read: async (xpath) => browser.getElementText(await find(xpath)),
      close: () => browser.deleteSession(),
    };
  },
};

const controlOf = (label) => `//main//*[@id=//label[normalize-space()="${label}"]/@for]`;
const buttonOf = (name) => `//main//button[normalize-space()="${name}"]`;

const answers = { ...rightAnswers, about: 'The roof leaks.' }; // one line: not every driver types a line break

describe('An application', () => {
  let service;
  before(async () => (service = await startService()));
  after(() => service?.close());

  for (const [name, open] of Object.entries(openers)) {
    const { title } = engines[name];
    const skip = isThere(name) ? false : `${title} is not on this machine`;
    it(`is refused in words, mended and sent in ${title}`, { skip, timeout: 180_000 }, async () => {
      const said = words.en;
      const path = join(service.folder, `${name}.pdf`);
      writeFileSync(path, answers.proof.buffer);
      const browser = await open();
      try {
        await browser.open(`${service.origin}/demo/energy-grant?language=en`);
        for (const each of ['name', 'day', 'month', 'year', 'about']) await browser.type(said[each], answers[each]);
        await browser.choose(said.region, answers.region);
        await browser.press(said.contacts[answers.contact]);
        for (const need of answers.needs) await browser.press(said.needNames[need]);
        await browser.attach(said.proof, path);
        await browser.send(said.send);
        assert.equal(await browser.read('//plaza-error-summary//a'), said.errors.emailMissing);
        await browser.type(said.email, answers.email);
        await browser.send(said.send);
        const title = `//h1[normalize-space()="${said.confirmation.title}"]`;
        const reference = await browser.read(`${title}/following::strong`);

        const { proof: content, ...row } = (await service.applications()).at(-1);
        const { day, month, year, proof: sent, ...same } = answers;
        const birthDate = `${year}-${month.padStart(2, '0')}-${day}`;
        assert.deepEqual(row, { ...same, birthDate, language: 'en', reference });
        assert.equal(content, sent.buffer.toString('latin1'));
      } finally {
        await browser.close();
      }
    });
  }
});
