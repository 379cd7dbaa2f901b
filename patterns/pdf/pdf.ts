import { buffer } from 'node:stream/consumers';
import { drawBlock } from './blocks.ts';
import { textsOf } from './content.ts';
import type { PdfContent } from './content.ts';
import { standIn } from './faces.ts';
import { isComplete, linesOf } from './lines.ts';
import { heightOf, Sheet } from './sheet.ts';
import type { Look } from './sheet.ts';
import { styles, within } from './styles.ts';

/**
 * A document as a PDF, tagged for those who hear it: language, title, headings (also as bookmarks), lists, and for each
 * question its answer. Its fonts are in it.
 *
 * It holds Latin, Greek, Cyrillic, Devanagari and Arabic letters. In the place of another sign stands �, with the true
 * one behind it for who hears or copies the text, and a sentence at the beginning says so.
 */
export function pdfOf(content: PdfContent): Promise<Uint8Array> {
  const sheet = new Sheet(content);
  const written = buffer(sheet.document);
  const { document } = sheet;
  const root = document.struct('Document');
  document.addStructure(root);
  const title = document.outline.addItem(content.title, { expanded: true });

  const write = (type: string, text: string, look: Look) =>
    within(sheet, root, type, (element) => sheet.write(element, linesOf(text, look.style, sheet.column.width), look));
  write('P', content.agency, { style: styles.agency, colour: 'pale' });
  sheet.y += 6;
  write('H1', content.title, { style: styles.title });
  sheet.y += heightOf(0.5, styles.text);
  const missing = content.words.missing.replace('{sign}', standIn);
  if (!textsOf(content).every(isComplete)) drawBlock(sheet, root, title, { kind: 'notice', text: missing });
  for (const [index, block] of content.blocks.entries())
    drawBlock(sheet, root, title, block, content.blocks.slice(index + 1, index + 6));
  root.end();
  const { foot, words, code } = content;
  const lineOf = (text: string) => linesOf(text, styles.foot, sheet.column.width)[0]!;
  const atFoot = (page: number, pages: number) => {
    const number = words.page.replace('{page}', String(page)).replace('{pages}', String(pages));
    return [lineOf(foot), lineOf(number)] as const;
  };
  sheet.close(atFoot, styles.foot, code);
  return written;
}
