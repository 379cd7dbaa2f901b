/** What is said to be wrong with the answers of a page, by the page itself and by the server. */
import type { Page } from 'playwright-core';
import type { Shown } from '../../examples/testing/visitor.ts';

/** The error beside a question. */
export interface Beside {
  /** Id of the first control of the question. */
  at: string;
  /** With the hidden word before it. */
  text: string;
  /** Ids of the controls that are marked. */
  invalid: string[];
}

export interface Said {
  /** Each line of the summary, with the id of the control that it leads to. */
  summary: { at: string; text: string }[];
  beside: Beside[];
}

const questions = 'plaza-field, plaza-choices, plaza-date-field, plaza-file-field';
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

export function saidByServer({ $ }: Shown): Said {
  const lines = $('plaza-error-summary a')
    .toArray()
    .map((link) => ({ at: $(link).attr('href')!.slice(1), text: oneLine($(link).text()) }));
  return {
    summary: [...new Set(lines.map(({ at }) => at))].map((at) => ({
      at,
      // Of several wrong files each has a line there, and a sentence of one line here.
      text: lines.flatMap((line) => (line.at === at ? [line.text] : [])).join('. '),
    })),
    beside: $(`main [slot="error"]`)
      .toArray()
      .map((error) => {
        const question = $(error).closest(questions);
        const controls = question.find('input, textarea, select');
        const invalid = controls.filter('[aria-invalid="true"]').toArray();
        return {
          at: controls.first().attr('id')!,
          text: oneLine($(error).text()),
          invalid: invalid.map((control) => $(control).attr('id')!),
        };
      }),
  };
}

/** Waits until the script of a page has come, and its words, without which it sends everything. */
async function isWhole(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      !document.querySelector('main :not(:defined)') &&
      performance.getEntriesByType('resource').some(({ name }) => /\/words\/\w+\.js$/.test(name)),
  );
  await page.evaluate(async () => {
    const files = performance.getEntriesByType('resource').filter(({ name }) => /\/words\/\w+\.js$/.test(name));
    for (const { name } of files) await import(name); // the same module: it is here when this is
  });
}

/** Makes a page ready to be asked again and again: nothing is sent, and it is known what would have been. */
export async function hold(page: Page): Promise<void> {
  await isWhole(page);
  await page.evaluate(() => {
    const held = Object.assign(window, { wasSent: false });
    document.addEventListener('submit', (event) => {
      event.preventDefault();
      held.wasSent = true;
    });
  });
}

/** Runs before each page: notes which controls were told what is wrong with them, which is when what reads them has come. */
export function noteWhatIsRead(): void {
  for (const { prototype } of [HTMLInputElement, HTMLTextAreaElement]) {
    const tell = prototype.setCustomValidity;
    prototype.setCustomValidity = function (this: HTMLInputElement, message: string) {
      this.dataset.isRead = '';
      tell.call(this, message);
    };
  }
}

/** Comes to every answer that something reads, and waits for it. */
export async function awaken(page: Page): Promise<void> {
  const read = 'plaza-field[limits] :is(input, textarea), :is(plaza-national-number, plaza-phone, plaza-money) input';
  for (const control of await page.locator(read).all()) {
    await control.focus();
    await control.and(page.locator('[data-is-read]')).waitFor();
  }
}

/** Writes this into the controls of a page, and nothing into the others; returns what a browser sends of it. */
export function write(page: Page, typed: Readonly<Record<string, readonly string[]>>): Promise<[string, string][]> {
  return page.evaluate((texts) => {
    const form = document.querySelector<HTMLFormElement>('main form')!;
    form.reset();
    for (const control of form.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
      const own = texts[control.name] ?? [];
      if (/hidden|file/.test(control.type)) continue;
      control.focus();
      if (/radio|checkbox/.test(control.type)) {
        if (own.includes(control.value)) control.click();
      } else if (own[0]) {
        control.value = own[0];
        for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
      }
    }
    const hidden = new Set(
      [...form.querySelectorAll<HTMLInputElement>('[type=hidden], [type=file]')].map(({ name }) => name),
    );
    return [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
      hidden.has(name) || typeof value !== 'string' ? [] : [[name, value]],
    );
  }, typed);
}

/** Chooses these files in the controls of these names. */
export async function attach(page: Page, files: Readonly<Record<string, readonly File[]>>): Promise<void> {
  for (const [control, chosen] of Object.entries(files)) {
    const all = chosen.map(async (file) => ({
      name: file.name,
      mimeType: file.type,
      buffer: Buffer.from(await file.arrayBuffer()),
    }));
    await page.locator(`[name="${control}"]`).setInputFiles(await Promise.all(all));
  }
}

/** Presses the button, and returns what the page says, and whether the answers went away. */
export function pressContinue(page: Page): Promise<Said & { wasSent: boolean }> {
  return page.evaluate(async (selector) => {
    const held = window as unknown as { wasSent: boolean };
    held.wasSent = false;
    document.querySelector<HTMLElement>('main button[value="continue"]')!.click();
    await new Promise((resolve) => setTimeout(resolve)); // elements write once everybody was asked
    const lineOf = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();
    const shown = [...document.querySelectorAll<HTMLElement>('main [slot="error"]')].filter(({ hidden }) => !hidden);
    return {
      wasSent: held.wasSent,
      summary: [...document.querySelectorAll('plaza-error-summary a')].map((link) => ({
        at: link.getAttribute('href')!.slice(1),
        text: lineOf(link),
      })),
      beside: shown.map((error) => {
        const controls = [...error.closest(selector)!.querySelectorAll('input, textarea, select')];
        return {
          at: controls[0]!.id,
          text: lineOf(error),
          invalid: controls.filter((control) => control.matches('[aria-invalid="true"]')).map(({ id }) => id),
        };
      }),
    };
  }, questions);
}
