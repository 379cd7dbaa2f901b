import type { BlankQuestion, Box, CellGroup, PdfBlock } from '@plaza-ds/pdf';
import { html, raw } from 'hono/html';
import type { PaperForm } from '../../channels/paper.ts';
import type { Html } from '../controls.ts';

/** A form to print, as a page: what the PDF says, in the same order and the same words. */
export function paperHtml(form: PaperForm): Html {
  return html`<article class="plaza-paper">
      <div class="plaza-paper-sheets">
      <p class="plaza-paper-agency">${form.agency}</p>
      <h1 class="plaza-heading-xl">${form.title}</h1>
      ${sheetsOf(form.blocks).map(
        (blocks) => html`<section class="plaza-paper-sheet">
        ${blocks.map(blockHtml)}
      </section>
      `,
      )}
      </div>
      <div class="plaza-paper-foot"><p>${codeHtml(form)}<span>${form.foot}</span></p></div>
    </article>`;
}

/** What stands together, up to where a new page begins. */
function sheetsOf(blocks: readonly PdfBlock[]): PdfBlock[][] {
  const sheets: PdfBlock[][] = [[]];
  for (const block of blocks)
    if (block.kind === 'page') sheets.push([]);
    else sheets.at(-1)!.push(block);
  return sheets;
}

const headings = {
  2: (text: string) => html`<h2 class="plaza-heading-m">${text}</h2>`,
  3: (text: string) => html`<h3 class="plaza-heading-s">${text}</h3>`,
  4: (text: string) => html`<h4 class="plaza-paper-item">${text}</h4>`,
};

function blockHtml(block: PdfBlock): Html {
  switch (block.kind) {
    case 'heading':
      return html`${headings[block.level](block.text)}
        `;
    case 'list':
      return html`<ul class="plaza-list">${block.items.map((item) => html`<li>${item}</li>`)}</ul>
        `;
    case 'question':
      return questionHtml(block);
    case 'condition':
    case 'notice':
    case 'paragraph':
      return html`<p class="plaza-paper-${block.kind}">${linesHtml(block.text)}</p>
        `;
    case 'answers':
      return html`<dl>${block.rows.map(({ question, answer }) => html`<div><dt>${question}</dt><dd>${answer}</dd></div>`)}</dl>`;
    case 'page':
      return html``;
  }
}

function linesHtml(text: string): Html {
  return html`${text.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`)}`;
}

function questionHtml({ number, label, hints, box }: BlankQuestion): Html {
  return html`<div class="plaza-paper-question">
          ${number !== undefined && html`<p class="plaza-paper-number">${number}</p>`}
          <div>
            ${label && html`<p class="plaza-paper-label">${label}</p>`}
            ${hints.map((hint) => html`<p class="plaza-paper-hint">${hint}</p>`)}
            ${boxHtml(box)}
          </div>
        </div>
        `;
}

/** A place to write in. Nobody types there, so who hears the page hears the question and its options alone. */
function boxHtml(box: Box): Html {
  switch (box.kind) {
    case 'lines':
      return linesToWriteOn(box);
    case 'cells':
      return html`<div class="plaza-paper-cells"${box.isLeftToRight && html` dir="ltr"`}>${box.groups.map(groupHtml)}${box.after && html`<span>${box.after}</span>`}</div>`;
    case 'ticks':
      return html`<ul class="plaza-paper-ticks" role="list"${box.options.length > 4 && html` data-many`}>${box.options.map(
        ({ label, hint }) =>
          html`<li><span class="plaza-paper-tick" aria-hidden="true"></span><span>${label}${hint && html`<span class="plaza-paper-hint">${hint}</span>`}</span></li>`,
      )}</ul>`;
    case 'parts':
      return html`${box.parts.map(
        ({ label, hint, box: inner }) =>
          html`${label && html`<p class="plaza-paper-part">${label}</p>`}${hint && html`<p class="plaza-paper-hint">${hint}</p>`}${boxHtml(inner)}`,
      )}`;
  }
}

function linesToWriteOn({ lines, before, after, isShort }: Extract<Box, { kind: 'lines' }>): Html {
  const line = (index: number) =>
    html`<div class="plaza-paper-line"${isShort && html` data-short`}>${index === 0 && before}<span aria-hidden="true"></span>${index === 0 && after}</div>`;
  return html`${Array.from({ length: lines }, (_, index) => line(index))}`;
}

function groupHtml({ label, cells, then }: CellGroup): Html {
  return html`<span class="plaza-paper-group">${label && html`<span class="plaza-paper-hint">${label}</span>`}<span class="plaza-paper-row" aria-hidden="true">${Array.from({ length: cells }, () => html`<i></i>`)}</span></span>${then && html`<span aria-hidden="true">${then}</span>`}`;
}

/** The code for machines: one path, so that a printer draws no gaps between its parts. */
function codeHtml({ code, codeText }: PaperForm): Html | undefined {
  if (!code) return undefined;
  const rows = code.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg class="plaza-paper-code" role="img" aria-label="${codeText}" viewBox="0 0 ${code.length} ${code.length}" shape-rendering="crispEdges">${raw(`<path d="${rows.join('')}"/>`)}</svg>`;
}
