import { expect, fixture, waitUntil } from '@open-wc/testing';
import '../form/define.js';
import '../file-field/define.js';
import { loadWords } from '../shared/words.js';
import { descriptionOf, page, settled, warningsOf } from '../shared/testing.js';
import './define.js';
import type { FileField } from '../file-field/file-field.js';

/** A tus server in the page, and a network that can be cut. */
class Server {
  readonly asked: string[] = [];
  readonly uploads = new Map<string, { size: number; bytes: number; told: Record<string, string> }>();
  isDown = false;
  takesPieces = true;
  /** What a whole file is answered with, where it is refused. */
  refusal: { status: number; errors?: { detail: string }[] } | undefined;
  state = 'accepted';
  /** Called before each piece. */
  hold: (piece: number) => Promise<void> | undefined = () => undefined;
  #pieces = 0;
  readonly #fetch = window.fetch;

  open(): void {
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (!request.url.includes('/uploads')) return this.#fetch(input, init);
      this.asked.push(request.method);
      if (request.method === 'PATCH') await this.hold(++this.#pieces);
      if (init?.signal?.aborted) throw new DOMException('stopped', 'AbortError');
      if (this.isDown) throw new TypeError('no network');
      return this.#answer(request);
    };
  }

  close(): void {
    window.fetch = this.#fetch;
  }

  async #answer(request: Request): Promise<Response> {
    const { headers, method, url } = request;
    const id = url.split('/uploads/')[1] ?? '';
    if (headers.get('Tus-Resumable') !== '1.0.0') return new Response(null, { status: 412 });
    if (!this.takesPieces) return new Response('nothing here', { status: 404 });
    if (method === 'POST') return this.#begin(headers);
    const upload = this.uploads.get(id);
    if (!upload) return new Response(null, { status: 404 });
    if (method === 'DELETE') this.uploads.delete(id);
    if (method === 'GET') return Response.json({ file: { state: this.state } });
    if (method === 'PATCH') {
      if (Number(headers.get('Upload-Offset')) !== upload.bytes) return new Response(null, { status: 409 });
      const bytes = upload.bytes + (await request.arrayBuffer()).byteLength;
      if (bytes === upload.size && this.refusal)
        return Response.json({ errors: this.refusal.errors }, { status: this.refusal.status });
      upload.bytes = bytes;
    }
    return new Response(null, {
      status: method === 'HEAD' ? 200 : 204,
      headers: { 'Upload-Offset': String(upload.bytes) },
    });
  }

  #begin(headers: Headers): Response {
    const pairs = headers.get('Upload-Metadata')!.split(',');
    const told = Object.fromEntries(
      pairs.map((pair) => {
        const [key, value] = pair.split(' ') as [string, string];
        return [key, new TextDecoder().decode(Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0)))];
      }),
    ) as Record<string, string>;
    const known = [...this.uploads].find(([, upload]) => upload.told.digest === told.digest);
    const id = known?.[0] ?? `u${this.uploads.size + 1}`;
    if (!known) this.uploads.set(id, { size: Number(headers.get('Upload-Length')), bytes: 0, told });
    const offset = String(known?.[1].bytes ?? 0);
    const location = `${window.location.origin}/uploads/${id}`;
    return new Response(null, { status: 201, headers: { Location: location, 'Upload-Offset': offset } });
  }
}

const form = (input = '', more = '') => `
  <div><plaza-error-summary></plaza-error-summary><plaza-form><form novalidate>
    <plaza-file-upload to="/uploads">
      <plaza-file-field max-size="2000000">
        <label for="proof">Proof of address</label>
        <input type="file" id="proof" name="proof" accept=".pdf" ${input}>
      </plaza-file-field>
      ${more}
    </plaza-file-upload>
    <div class="plaza-button-group"><button class="plaza-button">Continue</button></div>
  </form></plaza-form></div>`;

const file = (name: string, size: number) =>
  new File([new Uint8Array(size).fill(name.charCodeAt(0))], name, { type: 'application/pdf', lastModified: 1 });

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('plaza-file-upload', () => {
  let server: Server;
  let sent: string[];
  beforeEach(() => {
    server = new Server();
    server.open();
    sent = [];
  });
  afterEach(() => server.close());

  async function open(input?: string, more?: string) {
    const host = await fixture<HTMLElement>(page(form(input, more)));
    host.addEventListener('submit', (event) => {
      if (!event.defaultPrevented)
        sent.push(
          [...new FormData(event.target as HTMLFormElement).values()].map((each) => (each as File).name).join(),
        );
      event.preventDefault();
    });
    await loadWords(host);
    return host;
  }
  const fieldIn = (host: Element) => host.querySelector<FileField>('plaza-file-field')!;
  function choose(host: Element, ...files: File[]): void {
    const chosen = new DataTransfer();
    for (const each of files) chosen.items.add(each);
    const control = fieldIn(host).control!;
    control.files = chosen.files;
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }
  /** Each file with its state, in words. */
  const rows = (host: Element) =>
    [...host.querySelectorAll('.plaza-file-list > li > div')]
      .map((row) => [row.querySelector('span')?.textContent, row.querySelector('p')?.textContent].join(': '))
      .join(' | ');
  const comes = (what: string, look: () => unknown) => waitUntil(() => look(), what, { timeout: 8000 });
  const shows = (host: Element, words: string) =>
    comes(`“${words}” does not come`, () => rows(host) === words).catch(() => expect(rows(host)).to.equal(words));
  const press = (host: Element, name: string) =>
    [...host.querySelectorAll('button')].find((button) => button.textContent === name)!.click();

  it('sends a file as soon as it is chosen, says so, and leaves the form nothing to send', async () => {
    const host = await open('required');
    choose(host, file('lease.pdf', 1500));
    await shows(host, 'lease.pdf, 2 kB: Accepted');
    expect(server.asked.join()).to.equal('POST,PATCH,GET');
    const [upload] = server.uploads.values();
    expect(`${upload!.bytes} ${upload!.told.question} ${upload!.told.filename}`).to.equal('1500 proof lease.pdf');
    press(host, 'Continue');
    expect(sent.join()).to.equal(''); // an empty input is all that the form has
    expect(sent.length).to.equal(1);
  });

  it('shows how far it is, in words and with a bar, and keeps it in the input until it has arrived', async () => {
    const held = gate();
    server.hold = (piece) => (piece === 2 ? held.opened : undefined);
    const host = await open();
    choose(host, file('lease.pdf', 500_000));
    await shows(host, 'lease.pdf, 500 kB: Being sent, 26%');
    const bar = host.querySelector('progress')!;
    expect(`${bar.getAttribute('aria-label')} ${bar.value.toFixed(2)}`).to.equal('lease.pdf 0.26');
    expect(
      fieldIn(host)
        .files.map(({ name }) => name)
        .join(),
    ).to.equal('lease.pdf');
    held.open();
    await shows(host, 'lease.pdf, 500 kB: Accepted');
    expect(fieldIn(host).files.length).to.equal(0);
  });

  it('goes on from what the server has after the network was lost, and begins nothing anew', async () => {
    const held = gate();
    server.hold = (piece) => (piece === 2 ? held.opened : undefined);
    const host = await open();
    choose(host, file('lease.pdf', 500_000));
    await shows(host, 'lease.pdf, 500 kB: Being sent, 26%');
    server.isDown = true;
    held.open();
    await shows(host, 'lease.pdf, 500 kB: The connection is lost. Sending goes on by itself when it is back');
    server.isDown = false;
    window.dispatchEvent(new Event('online'));
    await shows(host, 'lease.pdf, 500 kB: Accepted');
    expect(server.asked.filter((method) => method === 'POST').length).to.equal(1);
    expect(server.asked.join()).to.contain('PATCH,HEAD,PATCH');
  });

  it('waits as long as a server asks that has too much to do', async () => {
    const host = await open();
    server.refusal = { status: 503 };
    choose(host, file('lease.pdf', 1500));
    await comes('it waits', () => rows(host).includes('The connection is lost'));
    server.refusal = undefined;
    window.dispatchEvent(new Event('online'));
    await shows(host, 'lease.pdf, 2 kB: Accepted');
  });

  it('leaves a file to the form where the server answers, and cannot take it', async () => {
    const host = await open('', '<p slot="add"><button name="add">Add</button></p>');
    server.refusal = { status: 500 };
    choose(host, file('lease.pdf', 1500));
    await comes('it is left', () => {
      window.dispatchEvent(new Event('online'));
      return !host.querySelector<HTMLElement>('[slot=add]')!.hidden && server.asked.length > 2;
    });
    press(host, 'Continue');
    expect(sent.join()).to.equal('lease.pdf');
  });

  it('begins anew where the server has forgotten it', async () => {
    const held = gate();
    server.hold = (piece) => (piece === 2 ? held.opened : undefined);
    const host = await open();
    choose(host, file('lease.pdf', 300_000));
    await comes('it is on its way', () => server.asked.length === 3);
    server.uploads.clear();
    held.open();
    await shows(host, 'lease.pdf, 300 kB: Accepted');
    expect(server.asked.filter((method) => method === 'POST').length).to.equal(2);
  });

  it('holds Continue until all is sent, says so, and then goes on', async () => {
    const held = gate();
    server.hold = () => held.opened;
    const host = await open('multiple');
    choose(host, file('a.pdf', 1500), file('b.pdf', 1500));
    await shows(host, 'a.pdf, 2 kB: Sent. Being checked | b.pdf, 2 kB: Waiting to be sent');
    press(host, 'Continue');
    expect(sent.length).to.equal(0);
    const note = () => host.querySelector('.plaza-button-group')!.previousElementSibling!.textContent;
    expect(note()).to.equal('Waiting for a.pdf. The page goes on by itself once it is sent');
    held.open();
    await comes('the form is sent', () => sent.length === 1);
    expect(note()).not.to.contain('Waiting');
    await shows(host, 'a.pdf, 2 kB: Accepted | b.pdf, 2 kB: Accepted');
  });

  it('says what the server refuses beside the input, and once more when people go on', async () => {
    const host = await open();
    server.refusal = { status: 422, errors: [{ detail: '“bad.pdf” may have a virus' }] };
    choose(host, file('bad.pdf', 1500));
    await comes('it is refused', () => fieldIn(host).message);
    expect(descriptionOf(fieldIn(host).control!)).to.equal('Error: “bad.pdf” may have a virus');
    expect(rows(host) + String(fieldIn(host).files.length)).to.equal('0');
    press(host, 'Continue');
    expect(sent.length).to.equal(0);
    expect(host.querySelector('plaza-error-summary li')!.textContent).to.equal('“bad.pdf” may have a virus');
    press(host, 'Continue');
    expect(sent.length).to.equal(1);
  });

  it('stops what is taken back, here and on the server', async () => {
    const held = gate();
    server.hold = () => held.opened;
    const host = await open();
    choose(host, file('lease.pdf', 300_000));
    await comes('it is on its way', () => server.asked.includes('PATCH'));
    press(host, 'Remove lease.pdf');
    held.open();
    await comes('the server knows', () => server.uploads.size === 0);
    expect(rows(host)).to.equal('');
  });

  it('takes back what has arrived, and asks for it again', async () => {
    const host = await open('required');
    choose(host, file('lease.pdf', 1500));
    await shows(host, 'lease.pdf, 2 kB: Accepted');
    expect(fieldIn(host).validate()).to.equal('');
    press(host, 'Remove lease.pdf');
    await shows(host, '');
    expect(`${server.uploads.size} ${document.activeElement!.id}`).to.equal('0 proof');
    expect(fieldIn(host).validate()).to.equal('Choose a file for “Proof of address”');
  });

  it('sends only what the field finds right, and adds what is chosen meanwhile', async () => {
    const held = gate();
    server.hold = () => held.opened;
    const host = await open('multiple');
    choose(host, file('a.pdf', 1500), file('big.pdf', 3_000_000));
    await comes('the first is on its way', () => server.asked.includes('PATCH'));
    choose(host, file('c.pdf', 1500));
    await comes('it is added', () => rows(host).includes('c.pdf'));
    held.open();
    await shows(host, 'a.pdf, 2 kB: Accepted | c.pdf, 2 kB: Accepted');
  });

  it('leaves a file to the form where the server takes no pieces', async () => {
    const host = await open('', '<p slot="add"><button name="add">Add</button></p>');
    server.takesPieces = false;
    choose(host, file('lease.pdf', 1500));
    await comes('it was tried', () => server.asked.length > 0);
    await settled();
    await comes('it is left', () => !host.querySelector<HTMLElement>('[slot=add]')!.hidden);
    press(host, 'Continue');
    expect(sent.join()).to.equal('lease.pdf');
  });

  it('leaves to the form what is chosen once the page has no address any more', async () => {
    const host = await open();
    choose(host, file('lease.pdf', 1500));
    await shows(host, 'lease.pdf, 2 kB: Accepted');
    host.querySelector('plaza-file-upload')!.removeAttribute('to');
    choose(host, file('bill.pdf', 1500));
    await settled();
    press(host, 'Continue');
    expect(sent.join()).to.equal('bill.pdf');
    expect(server.asked.join()).to.equal('POST,PATCH,GET');
  });

  it('puts another in the place of the one that was sent before, and says no more that it is begun', async () => {
    const before = '<div slot="kept">old.pdf</div><p slot="unfinished" data-name="new.pdf">40 %</p>';
    const host = await open('', before);
    choose(host, file('new.pdf', 1500));
    await shows(host, 'new.pdf, 2 kB: Accepted');
    const hidden = (slot: string) => host.querySelector<HTMLElement>(`[slot=${slot}]`)!.hidden;
    expect(`${hidden('kept')} ${hidden('unfinished')}`).to.equal('true true');
  });

  it('tells what is not yet looked at for viruses', async () => {
    server.state = 'scanning';
    const host = await open();
    choose(host, file('lease.pdf', 1500));
    await shows(host, 'lease.pdf, 2 kB: Received. Not yet checked for viruses');
  });

  it('stops when the page takes it away, and lets the server keep what it has', async () => {
    const held = gate();
    server.hold = () => held.opened;
    const host = await open();
    choose(host, file('lease.pdf', 300_000));
    await comes('it is on its way', () => server.asked.includes('PATCH'));
    host.remove();
    held.open();
    await settled();
    expect(`${server.asked.includes('DELETE')} ${server.uploads.size}`).to.equal('false 1');
  });

  it('warns of one that is not whole', async () => {
    const warnings = await warningsOf(async () => {
      await fixture(page('<plaza-file-upload></plaza-file-upload>'));
      await settled();
    });
    expect(warnings.join()).to.contain('file-upload-incomplete');
  });
});
