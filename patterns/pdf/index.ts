export type { BlankQuestion, Box, CellGroup, PdfBlock, PdfContent } from './content.ts';
export { pdfOf } from './pdf.ts';
