import { expect, fixture } from '@open-wc/testing';
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

    it('is nothing where no answer is required', async () => {
      const choices = await fixture<Choices>(page(needs.replace(' required', '')));
      expect(choices.validate()).to.equal('');
    });
  });

  it('says that a further question has opened below', async () => {
    const followUp =
      '<div class="plaza-follow-up"><plaza-field><label for="tel">Telephone</label><input id="tel"></plaza-field></div>';
    const choices = await fixture<Choices>(
      page(
        `<plaza-choices><fieldset><legend>Contact</legend>${option('radio', 'contact', 'Call').replace('</div>', `${followUp}</div>`)}</fieldset></plaza-choices>`,
      ),
    );
    const said = nextAnnouncement();
    byLabel(choices, 'Call').click();
    expect(await said).to.match(/(^|\. )1 more question below$/); // others may have been waiting
    expect(descriptionOf(choices.querySelector('fieldset')!)).to.equal(''); // the inner question keeps its own
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
});
