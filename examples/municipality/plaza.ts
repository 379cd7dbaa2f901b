/** The elements that a form of ours can use, each in a file of its own: a page loads what it has. */
export const formElements = ['form', 'field', 'choices', 'date-field', 'file-field', 'error-summary'] as const;

export type PlazaElement = (typeof formElements)[number];

/** Where Plaza's own files are: a path of this site, or the address of a host that serves them. */
export interface Plaza {
  url: string;
}

export function stylesheetOf(plaza: Plaza): string {
  return `${plaza.url}/plaza.layered.css`;
}

export function scriptOf(plaza: Plaza, element: PlazaElement): string {
  return `${plaza.url}/cdn/${element}.js`;
}
