export type { PdfBlock, PdfContent } from './content.ts';
export { pdfOf } from './pdf.ts';
