import type { Context } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import { nearestLanguage } from '../definition/words.ts';

/** Of the languages that there are, the one that is asked for by the address, else by what is known, else by the browser. */
export function languageAsked(languages: readonly string[], call: Context, otherwise?: string): string {
  const asked = call.req.query('language') ?? otherwise;
  const supports = languages.map(baseOf);
  if (asked && supports.includes(baseOf(asked))) return nearestLanguage(languages, asked);
  const wanted = parseAccept(call.req.header('Accept-Language') ?? '').map(({ type }) => type);
  return nearestLanguage(languages, wanted.find((language) => supports.includes(baseOf(language))) ?? languages[0]!);
}

/** The language of a BCP 47 tag, without its country. */
function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0]!;
}
