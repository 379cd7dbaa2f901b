/** A process that sends one form and delivers it, to be ended by a test in the middle. */
import { deliverer, formMigrations, formStore, openDatabase, toWebhook } from '@plaza-ds/forms/server';
import type { DatabasePlace, FormTables } from '@plaza-ds/forms/server';
import { sendForm } from './send-form.ts';

const { place, key, url, secret } = JSON.parse(process.argv[2]!) as {
  place: DatabasePlace;
  key: string;
  url: string;
  secret: string;
};
const { database } = await openDatabase<FormTables>(place, formMigrations);
const secretKey = Buffer.from(key, 'base64');
const own = deliverer({ database, key: secretKey, destinations: [toWebhook({ name: 'system', url, secret })] });
await own.start();
await sendForm(formStore(database, secretKey, own), ['system']);
