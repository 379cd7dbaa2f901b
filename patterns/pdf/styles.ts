import type { TextStyle } from './lines.ts';
import type { Element, Sheet } from './sheet.ts';

export const styles = {
  agency: { weight: 'bold', size: 10 },
  title: { weight: 'bold', size: 20 },
  2: { weight: 'bold', size: 14 },
  3: { weight: 'bold', size: 11.5 },
  4: { weight: 'bold', size: 10.5 },
  text: { weight: 'regular', size: 10.5 },
  question: { weight: 'bold', size: 10.5 },
  small: { weight: 'regular', size: 9 },
  foot: { weight: 'regular', size: 8.5 },
} as const satisfies Record<string, TextStyle>;

/** An element in another, which ends when it is written. */
export function within(
  sheet: Sheet,
  parent: Element,
  type: string,
  write: (element: Element) => void,
  language?: string,
): void {
  const element = sheet.document.struct(type, language === undefined ? {} : { lang: language });
  parent.add(element);
  write(element);
  element.end();
}
