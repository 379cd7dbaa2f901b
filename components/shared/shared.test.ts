import { expect, fixture, waitUntil } from '@open-wc/testing';
import '../button/define.js';
import '../choices/define.js';
import '../date-field/define.js';
import '../field/define.js';
import '../file-field/define.js';
import '../form/define.js';
import english from '../words/en.js';
import spanish from '../words/es.js';
import { announce } from './announce.js';
import { define } from './define.js';
import { Enhancer } from './enhancer.js';
import { example, nextAnnouncement, page, settled, warningsOf } from './testing.js';
import { whenNeeded } from './when-needed.js';
import { addWords, hasWords, languageOf, loadWords, say } from './words.js';

const inLanguage = async (language: string) =>
  fixture(page(`<div lang="${language}"><p></p></div>`)).then((div) => div.firstElementChild!);

describe('words', () => {
  it('are not missed where the page says no language, or one that has some of its own', async () => {
    addWords('qu', { sending: 'Apachkani…' });
    addWords('qu', { thereIsAProblem: 'Pantasqa' });
    const quechua = await inLanguage('QU-PE');
    const none = await inLanguage('');
    const warnings = await warningsOf(async () => [quechua, none].map(hasWords));
    expect(warnings.join()).to.equal('');
    expect(`${say(quechua, 'sending')} ${say(quechua, 'thereIsAProblem')}`).to.equal('Apachkani… Pantasqa');
  });

  it('warn once of a language that nobody gave words for, and say nothing until English is here', async () => {
    const [one, other] = [await inLanguage('tlh'), await inLanguage('xx')];
    const warnings = await warningsOf(async () => {
      expect(say(one, 'sending')).to.equal('');
      await Promise.all([loadWords(one), loadWords(other)]);
    });
    expect(warnings.join()).to.equal('Plaza: see @plaza-ds/components/warnings.md#language-without-words');
    expect(say(other, 'sending')).to.equal('Sending…');
  });

  it('are English where the page says no language, Spanish however it is written', async () => {
    const texts = [await inLanguage(''), await inLanguage('ES'), await inLanguage('es-CL')];
    await Promise.all(texts.map(loadWords));
    expect(texts.map((text) => say(text, 'thereIsAProblem')).join()).to.equal(
      'There is a problem,Hay un problema,Hay un problema',
    );
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

  it('speaks in a region that was there before the words, heard and not seen', async () => {
    document.querySelector('[aria-live="polite"]')?.remove(); // as a page does that replaces its body
    announce('Kept');
    const region = document.querySelector('[aria-live="polite"]')!;
    expect(region.className).to.equal('plaza-visually-hidden');
    expect(region.textContent).to.not.equal('Kept');
    await waitUntil(() => region.textContent === 'Kept', 'Nothing was said');
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
  const documented = [
    'button/pressed-once',
    'choices/checkboxes',
    'date-field/date-of-birth',
    'field/character-limit',
    'file-field/one-file',
    'form/with-errors',
  ];

  it('leaves nothing of its own listening there', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const original = window.addEventListener;
    window.addEventListener = function (this: Window, ...args: Parameters<typeof original>) {
      signals.push((args[2] as AddEventListenerOptions).signal);
      original.apply(this, args);
    } as typeof original;
    const host = await fixture(page('<div></div>'));
    host.innerHTML = (await Promise.all(documented.map(example))).join('');
    window.addEventListener = original;
    host.remove();
    expect(signals.length).to.be.greaterThan(0);
    expect(signals.map((signal) => signal?.aborted).join()).to.equal(signals.map(() => true).join());
  });
});

describe('an element that is asked for several updates at once', () => {
  it('looks at its content once, and again when it is asked again', async () => {
    let looks = 0;
    class Looking extends Enhancer {
      protected override update(): void {
        looks++;
      }
    }
    define('plaza-looking', Looking);
    const element = await fixture<Looking>(page('<plaza-looking></plaza-looking>'));
    await settled();
    expect(looks).to.equal(1);
    element.requestUpdate();
    element.requestUpdate();
    await settled();
    expect(looks).to.equal(2);
  });
});

describe('help that comes when a person acts', () => {
  const open = () => fixture<Enhancer>(page('<plaza-button></plaza-button>'));

  it('begins once, with what the person did, at the next act where it could not come before', async () => {
    const host = await open();
    const done: string[] = [];
    let asked = 0;
    const load = async () => {
      if (++asked === 1) throw new Error('The line was cut');
      return { helpWith: (_: Enhancer, { type }: Event) => void done.push(type) };
    };
    whenNeeded(host, ['focusin', 'input'], load, () => false);
    for (const acts of [['focusin'], ['input', 'input'], ['focusin']]) {
      for (const act of acts) host.dispatchEvent(new Event(act));
      await settled();
    }
    expect(`${done.join()}, asked ${asked} times`).to.equal('input, asked 2 times');
  });

  it('begins with the page where the browser gave back what somebody did', async () => {
    const begun: string[] = [];
    for (const isGivenBack of [true, false])
      whenNeeded(
        await open(),
        [],
        async () => ({ helpWith: (_, { type }) => void begun.push(`${type} ${isGivenBack}`) }),
        () => isGivenBack,
      );
    window.dispatchEvent(new PageTransitionEvent('pageshow'));
    await settled();
    await settled();
    expect(begun.join()).to.equal('pageshow true');
  });

  it('does not begin where the element has left the page meanwhile', async () => {
    const host = await open();
    let begun = false;
    whenNeeded(
      host,
      ['focusin'],
      async () => ({ helpWith: () => (begun = true) }),
      () => false,
    );
    host.dispatchEvent(new Event('focusin'));
    host.remove();
    await settled();
    expect(begun).to.equal(false);
  });
});

describe('defining an element', () => {
  it('steps back before another copy, and says so', async () => {
    define('plaza-test', class extends HTMLElement {});
    const warnings = await warningsOf(async () => define('plaza-test', class extends HTMLElement {}));
    expect(warnings.join()).to.include('#defined-twice');
  });
});
