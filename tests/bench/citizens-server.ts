/** The service that `citizens.ts` sends people to: says its address, runs until it is stopped, and says what that took. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { databasePlace, formMigrations, formStore, newKey, openDatabase, siteAt } from '@plaza-ds/forms/server';
import type { FormTables } from '@plaza-ds/forms/server';
import { householdSite, now } from './household-site.ts';

const { database } = await openDatabase<FormTables>(databasePlace(), formMigrations);
const server = createServer().listen(0, 'localhost', () => {
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const site = householdSite(formStore(database, newKey(), { now }), {
    site: siteAt(origin, ''),
    log: (entry) => console.error(JSON.stringify(entry)),
  });
  server.on(
    'request',
    getRequestListener((request) => site.fetch(request)),
  );
  console.log(origin);
});

process.on('SIGTERM', () => {
  const { user, system } = process.cpuUsage();
  console.log(`processor time of the server: ${((user + system) / 1e6).toFixed(0)} s`);
  process.exit();
});
