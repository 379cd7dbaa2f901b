import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { descriptionOf, example, page } from '../shared/testing.js';

/** The list with its look, in a narrow or a wide place, and the rows by the words that they begin with. */
async function open(name = 'groups') {
  const host = await fixture<HTMLElement>(page('<div></div>'));
  host.innerHTML = await example(`task-list/${name}`);
  const look = document.createElement('link');
  await new Promise((resolve) => {
    Object.assign(look, { rel: 'stylesheet', href: '/components/dist/css/task-list.css', onload: resolve });
    host.append(look);
  });
  const rows = [...host.querySelectorAll<HTMLElement>('li')];
  return { host, row: (words: string) => rows.find(({ textContent }) => textContent.trim().startsWith(words))! };
}

/** Where a press leads at the far end of a row, beside all words. */
function pressedAtTheEnd(row: HTMLElement): string {
  row.scrollIntoView();
  const { right, bottom } = row.getBoundingClientRect();
  return document.elementFromPoint(right - 3, bottom - 3)?.closest('a')?.textContent ?? 'nowhere';
}

describe('plaza-task-list', () => {
  it('lets people press anywhere in the row of a task', async () => {
    const { row } = await open();
    expect(pressedAtTheEnd(row('Your name'))).to.equal('Your name and address');
    expect(pressedAtTheEnd(row('Documents'))).to.equal('Documents');
  });

  it('leads nowhere from a task that has to wait, and says why', async () => {
    const { row } = await open();
    const waiting = row('Check your answers');
    expect(pressedAtTheEnd(waiting)).to.equal('nowhere');
    expect(waiting.innerText).to.contain('You can do this when all other sections are done');
    expect(waiting.innerText).to.contain('Cannot start yet');
  });

  it('is gone through from task to task with the keyboard, each one stop', async () => {
    const { host } = await open();
    host.querySelector('a')!.focus();
    const stops = [document.activeElement!.textContent];
    for (let stop = 1; stop < 4; stop++) {
      await sendKeys({ press: 'Tab' }); // and not after the last: that would leave the page for the browser
      stops.push(document.activeElement!.textContent);
    }
    expect(stops.join(' | ')).to.equal(
      'Your name and address | Who lives with you | The building and its heating | Documents',
    );
  });

  it('reads a task with its hint and its status', async () => {
    const { row } = await open();
    expect(descriptionOf(row('Documents').querySelector('a')!)).to.equal(
      'One file cannot be opened. Send it again | There is a problem',
    );
  });
});
