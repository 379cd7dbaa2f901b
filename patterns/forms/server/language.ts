import type { Context } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import { nearestLanguage } from '../definition/words.ts';

/**
 * The language that is asked for by the address, else otherwise, else by the browser; of those that there are.
 *
 * @param languages BCP 47 tags; the first stands in for all that are not there.
 */
export function languageAsked({ req }: Context, languages: readonly string[], otherwise?: string): string {
  const asked = req.query('language') ?? otherwise;
  const supports = languages.map(baseOf);
  if (asked && supports.includes(baseOf(asked))) return nearestLanguage(languages, asked);
  const wanted = parseAccept(req.header('Accept-Language') ?? '').map(({ type }) => type);
  return nearestLanguage(languages, wanted.find((language) => supports.includes(baseOf(language))) ?? languages[0]!);
}

/** The language of a BCP 47 tag, without its country. */
function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0]!;
}
