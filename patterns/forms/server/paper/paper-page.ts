import { readFileSync } from 'node:fs';
import { html } from 'hono/html';
import type { Context } from 'hono';
import { paperFormOf } from '../../channels/paper.ts';
import { speaker } from '../controls.ts';
import { closedPage, showMissing } from '../problem-pages.ts';
import type { RunningService } from '../running-service.ts';
import { paperAt } from './paper-at.ts';
import { paperHtml } from './paper-html.ts';

const css = readFileSync(new URL('paper.css', import.meta.url), 'utf8');

/**
 * The form to print of the newest version, for whoever asks: it holds nobody’s answers. Each language is made once, for it is the
 * same for everybody.
 */
export class PaperPages {
  readonly #running: RunningService;
  readonly #made: Date;
  readonly #pdfs = new Map<string, Promise<Uint8Array>>();

  constructor(running: RunningService) {
    this.#running = running;
    this.#made = running.now();
  }

  showPage(call: Context): Response | Promise<Response> {
    const running = this.#running;
    const missing = this.#missing(call);
    if (missing) return missing;
    const setting = running.settingOf(running.latest, running.languageOf(call));
    const words = speaker(setting.reader);
    const { language } = setting.reader;
    const main = html`<link rel="stylesheet" href="${running.base}/${paperAt.css}">
      <p class="plaza-text plaza-paper-only-here"><a class="plaza-link" href="${running.base}/${paperAt.pdf}?language=${language}">${words('paperPdf')}</a> · <a class="plaza-link" href="${running.base}?language=${language}">${words('paperBack')}</a></p>
      ${paperHtml(paperFormOf(running.latest, setting.reader, this.#made))}`;
    return running.show(call, setting, { title: words('paperPage'), main });
  }

  async showPdf(call: Context): Promise<Response> {
    const running = this.#running;
    const missing = await this.#missing(call);
    if (missing) return missing;
    const language = running.languageOf(call);
    const pdf = this.#pdfs.get(language) ?? this.#pdfIn(language);
    this.#pdfs.set(language, pdf);
    pdf.catch(() => this.#pdfs.delete(language));
    const { id, version } = running.latest.definition;
    return call.body(new Uint8Array(await pdf).buffer, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${id}-${version}-${language}.pdf"`,
    });
  }

  showCss(call: Context): Response {
    return call.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' });
  }

  async #pdfIn(language: string): Promise<Uint8Array> {
    const { pdfOf } = await import('@plaza-ds/pdf'); // when the first form is asked for, so that a service starts without it
    const { latest } = this.#running;
    return pdfOf(paperFormOf(latest, this.#running.settingOf(latest, language).reader, this.#made));
  }

  /** What is shown where there is no form on paper, or where the service takes none now. */
  #missing(call: Context): Response | Promise<Response> | undefined {
    const { latest } = this.#running;
    if (!latest.definition.channels?.paper) return showMissing(this.#running, call, 'notFound');
    return closedPage(this.#running, call, latest);
  }
}
