import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formMigrations, openDatabase } from '@plaza-ds/forms/server';
import type { FormTables } from '@plaza-ds/forms/server';
import { changes } from './changes.ts';
import { counterPages } from './counter.ts';
import { lists } from './lists.ts';
import { operation } from './operation.ts';
import { prefill } from './prefill.ts';
import { questions } from './questions.ts';
import { scans } from './scans.ts';
import { sending } from './sending.ts';
import { sitesOn } from './sites.ts';
import { stopping } from './stopping.ts';
import { troubles } from './troubles.ts';
import type { Kinds } from './ways.ts';

/** Every kind and state of page that a definition makes, and the way to it. */
export const kinds: Kinds = {
  ...questions,
  ...prefill,
  ...lists,
  ...changes,
  ...sending,
  ...stopping,
  ...operation,
  ...scans,
  ...troubles,
  ...counterPages,
};

/**
 * Each kind of page as its server made it.
 *
 * @param language BCP 47 tag of the browser that comes.
 * @throws Error where the server does not answer with a page.
 */
export async function pagesOfEachKind(language = 'en'): Promise<{ name: string; html: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-pages-'));
  const { database, close } = await openDatabase<FormTables>({ folder }, formMigrations);
  try {
    const sites = sitesOn(database, language);
    const pages = [];
    for (const [name, come] of Object.entries(kinds)) {
      const { page } = await come(sites);
      const html = page.$('main').html()?.trim();
      if (!html) throw new Error(`${name}: no page came, but ${page.status}.`);
      pages.push({ name, html });
    }
    return pages;
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}
