import { base64, digestOf } from './file-digest.js';
import type { Outcome, Progress } from './progress.js';

const smallest = 32 * 1024;
const largest = 1024 * 1024;
/** ms. A request that says nothing for so long is lost, though no network says so. */
const longest = 60_000;
/** ms between two tries, at most. */
const longestWait = 30_000;
/** So many tries after which a person may want to do something. */
const manyTries = 5;
/** So often one thing is asked again before the form has to do it. */
const mostTurns = 5;

const tus = { 'Tus-Resumable': '1.0.0' };

/**
 * Sends one file to a tus server (https://tus.io/protocols/resumable-upload, 1.0.0): begins it, adds piece after piece, and asks the
 * server how much it has where an answer did not come. A piece grows while the line is fast: it takes about two seconds, so that
 * a cut loses little and people see that something happens.
 */
export class TusUpload {
  readonly #to: string;
  readonly #question: string;
  readonly #file: File;
  readonly #tell: (progress: Progress) => void;
  #digest = '';
  #address: string | undefined;
  #offset = 0;
  #isSure = true;
  #piece = 4 * smallest;
  #tries = 0;
  #turns = 0;
  #request = new AbortController();
  #isStopped = false;
  #goOn = () => {};

  /** @param tell Is told how far it is. */
  constructor(to: string, question: string, file: File, tell: (progress: Progress) => void) {
    this.#to = to;
    this.#question = question;
    this.#file = file;
    this.#tell = tell;
  }

  /** Sends it to its end, however long that takes. */
  async run(): Promise<Outcome> {
    try {
      this.#digest = await digestOf(this.#file);
      for (;;) {
        const answer = await this.#next();
        if (this.#isStopped) return { state: 'stopped' };
        const outcome = await this.#hear(answer);
        if (this.#isStopped) return { state: 'stopped' };
        if (outcome) return outcome;
      }
    } catch {
      return { state: this.#isStopped ? 'stopped' : 'left' }; // the file cannot be read any more, or the answer is nobody's
    }
  }

  /** Ends it here; what the server has stays there. */
  pause(): void {
    this.#isStopped = true;
    this.#request.abort();
    this.#goOn();
  }

  /** Ends it, here and on the server. */
  stop(): void {
    this.pause();
    if (this.#address) void forget(this.#address).catch(() => {}); // else the server forgets it tomorrow
  }

  /** Tries again at once, where it waits. */
  tryNow = (): void => this.#goOn();

  /** What there is to do, and the answer to it; undefined where none came. */
  async #next(): Promise<Response | undefined> {
    const { size } = this.#file;
    if (!this.#address) return this.#ask('POST', this.#to, this.#head());
    if (!this.#isSure) return this.#ask('HEAD', this.#address);
    if (this.#offset === size) return this.#ask('GET', this.#address);
    // What is looked at with the last piece is looked at soon, for that one is small.
    const isEnd = size - this.#offset <= smallest;
    const end = isEnd ? size : Math.min(this.#offset + this.#piece, size - smallest);
    const body = await this.#file.slice(this.#offset, end).arrayBuffer();
    if (!this.#tries) this.#tell(isEnd ? { state: 'checking' } : { state: 'sending', share: this.#offset / size });
    const kind = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(this.#offset) };
    const began = Date.now();
    const answer = await this.#ask('PATCH', this.#address, kind, body);
    const took = Date.now() - began;
    if (!answer || took > 4000) this.#piece = Math.max(this.#piece / 2, smallest);
    else if (took < 1000) this.#piece = Math.min(this.#piece * 2, largest);
    return answer;
  }

  #head(): Record<string, string> {
    const { name, size } = this.#file;
    const told = Object.entries({ question: this.#question, filename: name, digest: this.#digest });
    return {
      'Upload-Length': String(size),
      'Upload-Metadata': told.map(([key, value]) => `${key} ${base64(value)}`).join(),
    };
  }

  async #ask(
    method: string,
    address: string,
    headers: Record<string, string> = {},
    body: BodyInit | null = null,
  ): Promise<Response | undefined> {
    this.#request = new AbortController();
    const timer = setTimeout(() => this.#request.abort(), longest);
    const { signal } = this.#request;
    const answer = await fetch(address, { method, headers: { ...tus, ...headers }, body, signal }).catch(
      () => undefined,
    );
    clearTimeout(timer);
    return answer;
  }

  /** Goes on by what was answered; an outcome where that is the end of it. */
  async #hear(answer: Response | undefined): Promise<Outcome | undefined> {
    if (answer?.ok) return this.#heard(answer);
    const status = answer?.status ?? 503;
    const isBroken = answer && status >= 500; // a server that is there and cannot: the form may fare better
    if (isBroken && ++this.#turns > mostTurns) return { state: 'left' };
    if (status >= 500 || status === 429) return this.#wait(Number(answer?.headers.get('Retry-After')));
    if (status === 413 || status === 422) {
      const { errors } = (await answer!.json()) as { errors?: { detail: string }[] };
      if (errors?.[0]) return { state: 'refused', message: errors[0].detail };
    }
    return this.#address ? this.#askAgain(status) : { state: 'left' };
  }

  /** The server knows more than we do, or has forgotten it: then it begins anew. */
  #askAgain(status: number): Outcome | undefined {
    if ((status !== 404 && status !== 409) || ++this.#turns > mostTurns) return { state: 'left' };
    this.#isSure = false;
    if (status === 404) this.#address = undefined;
    return undefined;
  }

  async #heard(answer: Response): Promise<Outcome | undefined> {
    const { size } = this.#file;
    if (this.#address && this.#isSure && this.#offset === size) {
      const { file } = (await answer.json()) as { file?: { state: string } };
      return file
        ? { state: 'arrived', address: this.#address, isUnchecked: file.state === 'scanning' }
        : { state: 'left' };
    }
    const place = answer.headers.get('Location');
    if (!this.#address && place !== null) this.#address = new URL(place, new URL(this.#to, document.baseURI)).href;
    const offset = Number(answer.headers.get('Upload-Offset') ?? (place === null ? NaN : 0));
    if (!this.#address || !(offset >= 0 && offset <= size)) return { state: 'left' };
    if (offset > this.#offset) [this.#turns, this.#tries] = [0, 0]; // a line that only answers is not back
    this.#offset = offset;
    this.#isSure = true;
    if (!this.#tries && offset < size) this.#tell({ state: 'sending', share: offset / size });
    return undefined;
  }

  /** Waits, longer each time, but not for a network that says that it is back, nor for a person who does not want to wait. */
  async #wait(seconds: number): Promise<undefined> {
    this.#isSure = false;
    this.#tries++;
    this.#tell({ state: 'lost', isLong: this.#tries >= manyTries });
    const time = seconds ? seconds * 1000 : Math.min(500 * 2 ** this.#tries, longestWait) * (0.75 + Math.random() / 2);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, time);
      this.#goOn = () => {
        clearTimeout(timer);
        resolve();
      };
      window.addEventListener('online', this.#goOn, { once: true });
    });
    window.removeEventListener('online', this.#goOn);
  }
}

/** Has the server forget an upload, and what came of it. Answers whether it has. */
export async function forget(address: string): Promise<boolean> {
  const { ok, status } = await fetch(address, { method: 'DELETE', headers: tus });
  return ok || status === 404;
}
