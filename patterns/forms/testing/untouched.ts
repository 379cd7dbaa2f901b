import { load } from 'cheerio';
import type { Given } from '../../../examples/testing/visitor.ts';

/** What a browser sends of a page that nobody touched. */
export function untouched(html: string): Given {
  const $ = load(html);
  const given: Given = {};
  const add = (name: string | undefined, value: string) => {
    if (name) given[name] = [...((given[name] as string[] | undefined) ?? []), value];
  };
  for (const control of $('main form').find('input, textarea, select').toArray()) {
    const type = $(control).attr('type');
    if (type === 'hidden' || type === 'file') continue;
    if ((type === 'radio' || type === 'checkbox') && !$(control).is('[checked]')) continue;
    const text = $(control).is('textarea') ? $(control).text().replace(/^\n/, '') : String($(control).val() ?? '');
    add($(control).attr('name'), text);
  }
  if (!given.another && $('input[name="another"]').length) given.another = 'no'; // a list asks anew each time
  return given;
}
