import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@plaza-ds/forms/server';
import { identityMigrations } from '../../patterns/identity/server/tables.ts';
import type { IdentityTables } from '../../patterns/identity/server/tables.ts';
import { PlayedProvider } from '../../patterns/identity/server/testing.ts';
import type { DrawnPage } from '../pages-as-stories.ts';
import { beginning } from './beginning.ts';
import { comingBack } from './coming-back.ts';
import { headers, session } from './session.ts';
import { troubles } from './troubles.ts';
import type { Kinds } from './ways.ts';

/** Every page and state of sign-in, and the way to it. */
export const kinds: Kinds = { ...beginning, ...comingBack, ...session, ...troubles, ...headers };

/**
 * Each page as its server made it.
 *
 * @param languages BCP 47 tags of the browsers that come.
 * @throws Error where the server does not answer with a page.
 */
export async function signInPagesIn(languages: readonly string[]): Promise<DrawnPage[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-pages-'));
  const { database, close } = await openDatabase<IdentityTables>({ folder }, identityMigrations);
  const signer = new PlayedProvider(() => new Date());
  await signer.newKey('one');
  const { key, publicKey, kid } = signer;
  const keys = { key, publicKey, kid };
  try {
    const pages: DrawnPage[] = [];
    for (const [name, come] of Object.entries(kinds)) {
      const html: Record<string, string> = {};
      for (const language of languages) html[language] = await come({ database, language, keys });
      pages.push({ name, html, ...(name in headers && { fillsWidth: true }) });
    }
    return pages;
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}
