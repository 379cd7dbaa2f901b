import { migrations } from '../../examples/energy-grant/migrations.ts';
import type { Tables } from '../../examples/energy-grant/migrations.ts';
import { energyGrantStore } from '../../examples/energy-grant/store.ts';
import { municipality } from '../../examples/municipality/app.ts';
import { databasePlace, openDatabase } from '../../examples/municipality/database.ts';

/**
 * Opens the example municipality with its database.
 *
 * @param origin The site as a browser sees it. Plain http is refused anywhere but on this machine, for it sets cookies.
 */
export async function openDemo(origin: string) {
  const { database, close } = await openDatabase<Tables>(databasePlace(), migrations);
  try {
    return { demo: municipality({ store: energyGrantStore(database), origin }), close };
  } catch (error) {
    await close();
    throw error;
  }
}
