import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../field/define.js';
import { loadWords } from '../shared/words.js';
import { byLabel, descriptionOf, example, nextAnnouncement, page, settled, warningsOf } from '../shared/testing.js';
import type { Choices } from './choices.js';
import './define.js';

const option = (type: string, name: string, value: string, more = '') =>
  `<div class="plaza-choice"><input type="${type}" id="${name}-${value}" name="${name}" value="${value}" ${more}><label for="${name}-${value}">${value}</label></div>`;

const needs = `
  <plaza-choices required>
    <fieldset>
      <legend>What do you need?</legend>
      <p slot="hint">Choose all that apply</p>
      ${option('checkbox', 'needs', 'Insulation')}${option('checkbox', 'needs', 'Windows')}${option('checkbox', 'needs', 'Heating')}
      <p class="plaza-choices-divider">or</p>
      ${option('checkbox', 'needs', 'None of these', 'data-exclusive')}
    </fieldset>
  </plaza-choices>`;

const chosen = (within: Element) =>
  [...within.querySelectorAll('input:checked')].map((input) => (input as HTMLInputElement).value).join();

const followedUp = (followUp: string, more = '') =>
  `<plaza-choices><fieldset><legend>Contact</legend>${option('radio', 'contact', 'Call', more).replace('</div>', `<div class="plaza-follow-up">${followUp}</div></div>`)}</fieldset></plaza-choices>`;

describe('plaza-choices', () => {
  it('describes the group by its hint and its error', async () => {
    const choices = await fixture<Choices>(page(needs));
    choices.error = 'Choose what you need';
    await loadWords(choices);
    await settled();
    expect(descriptionOf(byLabel(choices, 'What do you need?'))).to.equal(
      'Choose all that apply | Error: Choose what you need',
    );
    expect(choices.querySelector('[slot="error"]')!.nextElementSibling!.textContent).to.equal('Insulation');
  });

  it('lets "none" clear the others, and says so', async () => {
    const choices = await fixture<Choices>(page(needs));
    for (const label of ['Insulation', 'Windows', 'Heating']) byLabel(choices, label).click();
    const said = nextAnnouncement();
    byLabel(choices, 'None of these').click();
    expect(chosen(choices)).to.equal('None of these');
    expect(await said).to.equal('3 other answers cleared');
  });

  it('says so in the language of the page, though its words arrive only when they are needed', async () => {
    const host = await fixture(page(`<div lang="es">${needs}</div>`));
    byLabel(host, 'Windows').click();
    byLabel(host, 'None of these').click();
    const said = () => document.querySelector('[aria-live="polite"]')?.textContent;
    await waitUntil(() => said()?.endsWith('Se quitó 1 respuesta'), 'Nothing was said in Spanish', { timeout: 4000 });
  });

  it('lets another answer clear "none"', async () => {
    const choices = await fixture<Choices>(page(needs));
    byLabel(choices, 'None of these').click();
    byLabel(choices, 'Windows').click();
    expect(chosen(choices)).to.equal('Windows');
  });

  it('tells whoever listens of every answer that was cleared', async () => {
    const choices = await fixture<Choices>(page(needs));
    byLabel(choices, 'Windows').click();
    const heard: string[] = [];
    choices.addEventListener('change', ({ target }) => heard.push((target as HTMLInputElement).value));
    byLabel(choices, 'None of these').click();
    expect(heard.sort().join()).to.equal('None of these,Windows');
  });

  it('does not touch inputs of another name or another form', async () => {
    const host = await fixture(
      page(`<div><form>${needs}</form><form>${option('checkbox', 'needs', 'Elsewhere')}</form></div>`),
    );
    byLabel(host, 'Elsewhere').click();
    byLabel(host, 'None of these').click();
    expect(chosen(host)).to.equal('None of these,Elsewhere');
  });

  it('does not touch an answer of another name that stands among them', async () => {
    const letters = option('checkbox', 'letters', 'Write to me');
    const choices = await fixture<Choices>(page(needs.replace('<p class="plaza-choices-divider">', `${letters}$&`)));
    for (const label of ['Windows', 'Write to me', 'None of these']) byLabel(choices, label).click();
    expect(chosen(choices)).to.equal('Write to me,None of these');
  });

  it('is a native group: arrows choose, Tab leaves', async () => {
    const host = await fixture(
      page(
        `<div><plaza-choices><fieldset><legend>Contact</legend>${option('radio', 'contact', 'Email')}${option('radio', 'contact', 'Post')}</fieldset></plaza-choices><button>After</button></div>`,
      ),
    );
    byLabel(host, 'Email').focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(chosen(host)).to.equal('Post');
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement!.textContent).to.equal('After');
  });

  describe('what is wrong', () => {
    it('is an unanswered question', async () => {
      const choices = await fixture<Choices>(page(needs));
      await loadWords(choices);
      expect(choices.validate()).to.equal('Choose at least one option for “What do you need?”');
      byLabel(choices, 'Windows').click();
      expect(choices.validate()).to.equal('');
    });

    it('is "none" together with others, as they can arrive from a page without script', async () => {
      const choices = await fixture<Choices>(page(needs.replaceAll('type="checkbox"', 'type="checkbox" checked')));
      await loadWords(choices);
      expect(choices.validate()).to.equal('Choose “None of these” or the other options, not both');
    });

    it('is "none" together with even one other', async () => {
      const both = needs.replace(/value="(Windows|None of these)"/g, '$& checked');
      const choices = await fixture<Choices>(page(both));
      await loadWords(choices);
      expect(choices.validate()).to.equal('Choose “None of these” or the other options, not both');
    });

    it('is not mended by the answer to a further question inside', async () => {
      const when = `<plaza-choices><fieldset><legend>When?</legend>${option('radio', 'when', 'Morning', 'checked')}</fieldset></plaza-choices>`;
      const choices = await fixture<Choices>(page(followedUp(when, 'required')));
      await loadWords(choices);
      expect(choices.validate()).to.equal('Choose an option for “Contact”');
    });

    it('is nothing where no answer is required', async () => {
      const choices = await fixture<Choices>(page(needs.replace(' required', '')));
      expect(choices.validate()).to.equal('');
    });
  });

  it('says that a further question has opened below', async () => {
    const telephone =
      '<p>We call in the morning</p><plaza-field><label for="tel">Telephone</label><input id="tel"></plaza-field>';
    const choices = await fixture<Choices>(page(followedUp(telephone)));
    const said = nextAnnouncement();
    byLabel(choices, 'Call').click();
    expect(await said).to.match(/(^|\. )1 more question below$/); // others may have been waiting
    expect(descriptionOf(choices.querySelector('fieldset')!)).to.equal(''); // the inner question keeps its own
  });

  it('shows an error that the server sends late', async () => {
    const choices = await fixture<Choices>(page(needs));
    const sent = Object.assign(document.createElement('p'), {
      slot: 'error',
      textContent: 'Choose one of the first two',
    });
    choices.querySelector('[slot="hint"]')!.after(sent);
    await settled();
    expect(choices.message).to.equal('Choose one of the first two');
    expect(descriptionOf(byLabel(choices, 'What do you need?'))).to.equal(
      'Choose all that apply | Choose one of the first two',
    );
  });

  it('warns whoever leaves the legend out, and goes on', async () => {
    const warnings = await warningsOf(async () => {
      await fixture(page('<plaza-choices><fieldset><input type="radio"></fieldset></plaza-choices>'));
      await fixture(page('<plaza-choices><input type="radio"></plaza-choices>'));
    });
    expect(warnings.map((warning) => warning.split('#')[1]).join()).to.equal(
      'group-without-legend,group-without-fieldset',
    );
  });

  for (const name of ['radios', 'with-error', 'exclusive-none', 'follow-up-question'])
    it(`does not change the markup of its example: ${name}`, async () => {
      const host = await fixture(page('<div></div>'));
      host.innerHTML = await example(`choices/${name}`);
      const before = host.innerHTML;
      await settled();
      expect(host.innerHTML).to.equal(before);
    });

  it('tells the page of the answers it clears as if a person had pressed them', async () => {
    const choices = await fixture<Choices>(page(needs));
    byLabel(choices, 'Insulation').click();
    const heard: string[] = [];
    for (const type of ['click', 'input', 'change'])
      choices.addEventListener(type, ({ target }) => heard.push(`${type} ${(target as HTMLInputElement).value}`));
    byLabel(choices, 'None of these').click();
    expect(heard.filter((event) => event.endsWith('Insulation')).join()).to.equal(
      'click Insulation,input Insulation,change Insulation',
    );
    expect(chosen(choices)).to.equal('None of these');
  });

  it('warns of an option without a label', async () => {
    const warnings = await warningsOf(async () => {
      await fixture(page(needs.replace('<label for="needs-Windows">Windows</label>', 'Windows')));
      await settled();
    });
    expect(warnings.join()).to.include('#option-without-label');
  });

  it('asks nothing of a person who has nothing to choose from', async () => {
    const choices = await fixture<Choices>(
      page('<plaza-choices required><fieldset><legend>Which day?</legend></fieldset></plaza-choices>'),
    );
    expect(choices.validate()).to.equal('');
  });
});
