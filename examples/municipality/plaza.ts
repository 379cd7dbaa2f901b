/** Where Plaza's own files are: a path of this site, or the address of a host that serves them. */
export interface Plaza {
  url: string;
}

export function stylesheetOf(plaza: Plaza): string {
  return `${plaza.url}/plaza.layered.css`;
}

/** The elements that the file for all has. */
const common = ['button', 'choices', 'date-field', 'error-summary', 'field', 'file-field', 'form'];

/** With no more elements than these, a page is lighter with each of them by itself. */
const few = 4;

/**
 * The scripts that a page needs. For a page of many elements all in one file: on a slow line one request is sooner there than
 * eight, and lighter than they are together. A page of one question has few, and where it has one of those that stand apart,
 * each element comes by itself too.
 */
export function scriptsFor(plaza: Plaza, elements: readonly string[]): string[] {
  const isOneFile = elements.length > few && elements.every((name) => common.includes(name));
  const files = isOneFile ? ['plaza'] : elements;
  return files.map((name) => `${plaza.url}/cdn/${name}.js`);
}
