import { expect, fixture } from '@open-wc/testing';
import '../form/define.js';
import english from '../words/en.js';
import spanish from '../words/es.js';
import { announce } from './announce.js';
import { define } from './define.js';
import { nextAnnouncement, page, warningsOf } from './testing.js';
import { addWords, hasWords, languageOf, loadWords, say } from './words.js';

const inLanguage = async (language: string) =>
  fixture(page(`<div lang="${language}"><p></p></div>`)).then((div) => div.firstElementChild!);

describe('words', () => {
  it('warn once of a language that nobody gave words for, and say nothing until English is here', async () => {
    const [one, other] = [await inLanguage('tlh'), await inLanguage('xx')];
    const warnings = await warningsOf(async () => {
      expect(say(one, 'sending')).to.equal('');
      await Promise.all([loadWords(one), loadWords(other)]);
    });
    expect(warnings.join()).to.equal('Plaza: see docs/warnings.md#language-without-words');
    expect(say(other, 'sending')).to.equal('Sending…');
  });

  it('are those of the nearest language, also around a shadow root', async () => {
    const host = await fixture(page('<div lang="es-CL"><p></p></div>'));
    const inner = host.firstElementChild!.attachShadow({ mode: 'open' }).appendChild(document.createElement('i'));
    expect(languageOf(inner)).to.equal('es-CL');
    await loadWords(inner);
    expect(say(inner, 'thereIsAProblem')).to.equal('Hay un problema');
  });

  it('agree with the number, and write it as the language does', async () => {
    const spanishText = await inLanguage('es');
    await loadWords(spanishText);
    expect(say(spanishText, 'charactersLeft', { count: 1 })).to.equal('Te queda 1 carácter');
    expect(say(spanishText, 'charactersLeft', { count: 12345 })).to.equal('Te quedan 12.345 caracteres');
    expect(say(spanishText, 'charactersLeft', { count: 1e6 })).to.equal('Te quedan 1.000.000 caracteres'); // "many" in Spanish
  });

  it('put what was typed in as it is', async () => {
    const text = await inLanguage('en');
    await loadWords(text);
    expect(say(text, 'fileRemove', { name: '{size} $& <b>' })).to.equal('Remove {size} $& <b>');
  });

  it('can be added for another language, the rest in English; or changed for one country', async () => {
    addWords('ay', { sending: 'Apayaskiwa…' });
    addWords('es-CL', { sending: 'Mandando…' });
    const aymara = await inLanguage('ay-BO');
    await loadWords(aymara);
    expect(hasWords(aymara)).to.equal(true);
    expect(`${say(aymara, 'sending')} ${say(aymara, 'thereIsAProblem')}`).to.equal('Apayaskiwa… There is a problem');
    const [chilean, peruvian] = [await inLanguage('es-CL'), await inLanguage('es-PE')];
    await loadWords(chilean);
    expect(`${say(chilean, 'sending')} ${say(peruvian, 'sending')}`).to.equal('Mandando… Enviando…');
  });

  it('have the same places in every language', () => {
    const places = (template: unknown) => [...new Set(JSON.stringify(template).match(/\{\w+\}/g))].sort().join();
    for (const [key, template] of Object.entries(english))
      expect(`${key} ${places(spanish[key as keyof typeof english])}`).to.equal(`${key} ${places(template)}`);
  });
});

describe('the announcer', () => {
  it('says several things together, each once, in one region for the page', async () => {
    const said = nextAnnouncement();
    announce('One');
    announce('Two');
    announce('One');
    expect(await said).to.equal('One. Two');
    expect(document.querySelectorAll('[aria-live]').length).to.equal(1);
  });

  it('says the same thing again later', async () => {
    const first = nextAnnouncement();
    announce('Saved');
    await first;
    const second = nextAnnouncement();
    announce('Saved');
    expect(await second).to.equal('Saved');
  });
});

describe('an element that leaves the page', () => {
  it('leaves nothing of its own listening there', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const original = window.addEventListener;
    window.addEventListener = function (this: Window, ...args: Parameters<typeof original>) {
      signals.push((args[2] as AddEventListenerOptions).signal);
      original.apply(this, args);
    } as typeof original;
    const form = await fixture(page('<plaza-form><form novalidate></form></plaza-form>'));
    window.addEventListener = original;
    form.remove();
    expect(signals.length).to.be.greaterThan(0);
    expect(signals.map((signal) => signal?.aborted).join()).to.equal(signals.map(() => true).join());
  });
});

describe('defining an element', () => {
  it('steps back before another copy, and says so', async () => {
    define('plaza-test', class extends HTMLElement {});
    const warnings = await warningsOf(async () => define('plaza-test', class extends HTMLElement {}));
    expect(warnings.join()).to.include('#defined-twice');
  });
});
