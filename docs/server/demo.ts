import { migrations } from '../../examples/energy-grant/migrations.ts';
import type { Tables } from '../../examples/energy-grant/migrations.ts';
import { energyGrantStore } from '../../examples/energy-grant/store.ts';
import { municipality } from '../../examples/municipality/app.ts';
import { databasePlace, openDatabase } from '../../examples/municipality/database.ts';
import { siteAt } from '../../examples/municipality/site.ts';

/**
 * Opens the example municipality with its database.
 *
 * @param origin The site as a browser sees it.
 * @throws If the origin is plain http elsewhere than on this machine, for the municipality sets cookies.
 */
export async function openDemo(origin: string) {
  siteAt(origin);
  const { database, close } = await openDatabase<Tables>(databasePlace(), migrations);
  return { demo: municipality({ store: energyGrantStore(database), origin }), close };
}
