import { execFileSync, spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';

/** Whether poppler's programs are here, which say what others see in a PDF. Debian has them as `poppler-utils`. */
export const hasPoppler = spawnSync('pdfinfo', ['-v']).error === undefined;

/** A PDF as other programs open it. */
export class OpenedPdf {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** What its catalogue and its structure hold, as bytes; the contents of its pages are compressed. */
  get source(): string {
    return Buffer.from(this.#bytes).toString('latin1');
  }

  /** What draws its pages. */
  get drawing(): string {
    const streams = this.source.matchAll(/stream\n([^]*?)\nendstream/g);
    const contents = [...streams].map(([, bytes]) => Buffer.from(bytes!, 'latin1'));
    return contents
      .filter(([first]) => first === 0x78) // zlib's mark; metadata is not compressed
      .map((bytes) => inflateSync(bytes).toString('latin1'))
      .filter((text) => / BDC$/m.test(text))
      .join('\n');
  }

  get pages(): number {
    return Number(/^Pages: +(\d+)$/m.exec(this.#run('pdfinfo', '-'))![1]);
  }

  /** Its tags with their texts, one on each line, further in for each level. */
  get structure(): string[] {
    const lines = this.#run('pdfinfo', '-struct-text', '-').split('\n');
    return lines.map((line) => line.replace(/ \((block|inline)\)$/, '')).filter(Boolean);
  }

  /** The texts of a tag, in order, each as one line. */
  textsOf(tag: string): string[] {
    const texts: string[] = [];
    let depth = -1;
    for (const line of this.structure) {
      const indent = line.search(/\S/);
      const isText = line.trimStart().startsWith('"');
      if (depth >= 0 && indent > depth && isText) texts.push(texts.pop()! + line.trim().slice(1, -1));
      if (indent <= depth) depth = -1;
      if (line.trim() === tag && depth < 0) {
        depth = indent;
        texts.push('');
      }
    }
    return texts.map((text) => text.trim());
  }

  /** What somebody copies from it, without the signs that only turn the direction. */
  get text(): string {
    return this.#run('pdftotext', '-', '-').replace(/[\u202A-\u202E\f]/g, '');
  }

  /** Its texts in the order in which they were drawn. */
  get drawn(): string {
    return this.#run('pdftotext', '-raw', '-', '-');
  }

  /** Every word with the place where it is seen. */
  get words(): { text: string; left: number; right: number; bottom: number }[] {
    const found = this.#run('pdftotext', '-bbox', '-', '-').matchAll(
      /xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/g,
    );
    return [...found].map(([, left, right, bottom, text]) => ({
      text: text!,
      left: Number(left),
      right: Number(right),
      bottom: Number(bottom),
    }));
  }

  /** The numbers of the pages that have a word. */
  pagesWith(word: string): number[] {
    const pages = this.#run('pdftotext', '-', '-').split('\f');
    return pages.flatMap((text, index) => (text.includes(word) ? [index + 1] : []));
  }

  /** Its fonts, and whether each is in it, and no more of it than is used. */
  get fonts(): { name: string; isEmbedded: boolean; isSubset: boolean }[] {
    const [, , ...lines] = this.#run('pdffonts', '-').trim().split('\n');
    return lines.map((line) => {
      const [name, , , , embedded, subset] = line.replace('CID TrueType', 'CID - ').split(/\s+/);
      return { name: name!.replace(/^[A-Z]{6}\+/, ''), isEmbedded: embedded === 'yes', isSubset: subset === 'yes' };
    });
  }

  #run(program: string, ...parameters: string[]): string {
    return execFileSync(program, parameters, { input: this.#bytes, encoding: 'utf8', stdio: 'pipe', maxBuffer: 1e8 });
  }
}
