import type { Kysely } from 'kysely';
import {
  databasePlace,
  deliverer,
  formMigrations,
  formStore,
  letters,
  mailBySmtp,
  mailServerAt,
  openDatabase,
  scanByClamd,
  serverKey,
  siteAt,
} from '@plaza-ds/forms/server';
import type { FormTables, IdentityPort } from '@plaza-ds/forms/server';
import { broker, claveUnica, identityMigrations, identityStore } from '@plaza-ds/identity/server';
import type { IdentityTables, OpenIdConnectOptions, Provider, Registration } from '@plaza-ds/identity/server';
import { registers } from '../permiso-circulacion/registers.ts';
import { municipality } from './app.ts';
import { municipalityWords } from './layout.ts';
import { municipalRegister, registerMigrations } from './register.ts';

/** What the municipality finds outside its own site. */
export interface Outside {
  /** Address of the server that its mail goes through, `smtp://127.0.0.1:3025`; without one it sends none. */
  mailServer?: string | undefined;
  /** Address of the clamd that looks at files for viruses, `tcp://127.0.0.1:3310`; without one nobody does. */
  scanner?: string | undefined;
  /** How the municipality is registered at ClaveÚnica, and where that is if it is played. */
  claveUnica?: (Registration & { origin?: string }) | undefined;
  /** How the municipality is registered at the broker by which people come for others too. */
  broker?: OpenIdConnectOptions | undefined;
  /** Whether it runs at a kiosk, where one person follows the other. */
  kiosk?: boolean | undefined;
  /** Who knows otherwise who is signed in. */
  identity?: IdentityPort | undefined;
}

/**
 * Opens the municipality with its database, from which what is sent goes into its register.
 *
 * @param origin The site as a browser sees it.
 * @throws If the origin is plain http elsewhere than on this machine, for the municipality sets cookies; if another process has the data.
 */
export async function openMunicipality(
  origin: string,
  { mailServer, scanner, claveUnica: registration, broker: brokerage, kiosk, identity }: Outside = {},
) {
  const key = serverKey(siteAt(origin));
  const { database, close } = await openDatabase<FormTables & IdentityTables>(databasePlace(), {
    ...formMigrations,
    ...identityMigrations,
    ...registerMigrations,
  });
  const destinations = [municipalRegister(database as unknown as Kysely<never>)];
  const scan = scanner ? scanByClamd({ address: scanner }) : undefined;
  const deliveries = deliverer({ database, key, destinations, scan });
  const mail = mailServer ? mailBySmtp({ server: mailServerAt(mailServer), from: sender() }) : undefined;
  const post = mail && letters({ database, key, mail });
  const providers = providersOf({ claveUnica: registration, broker: brokerage });
  const site = municipality({
    store: formStore(database, key, deliveries),
    destinations: destinations.map(({ name }) => name),
    letters: post,
    scan,
    prefill: registers(),
    identity,
    signIn: providers.length
      ? { providers, kiosk, store: identityStore(database as unknown as Kysely<IdentityTables>, key) }
      : undefined,
    origin,
  });
  await deliveries.start();
  await post?.start();
  return {
    site,
    async close() {
      await post?.stop();
      await deliveries.stop();
      await close();
    },
  };
}

/**
 * How the municipality is registered at ClaveÚnica, as the environment says: `CLAVE_UNICA_ID`, `CLAVE_UNICA_SECRET` and, for another
 * place that behaves as ClaveÚnica does, `CLAVE_UNICA_ORIGIN`.
 */
export function claveUnicaIn(environment: NodeJS.ProcessEnv): Outside['claveUnica'] {
  const { CLAVE_UNICA_ID: clientId, CLAVE_UNICA_SECRET: secret, CLAVE_UNICA_ORIGIN: origin } = environment;
  if (!clientId || !secret) return undefined;
  return {
    clientId,
    authentication: { method: 'client_secret_post', secret },
    ...(origin && { origin, issuer: origin }),
  };
}

/**
 * How it is registered at a broker: `BROKER_ISSUER`, `BROKER_ID` and, as JSON Web Key, the municipality's own key `BROKER_KEY`. People
 * know it as `BROKER_NAME`.
 *
 * @throws SyntaxError where the key is no JSON.
 */
export function brokerIn(environment: NodeJS.ProcessEnv): Outside['broker'] {
  const { BROKER_ISSUER: issuer, BROKER_ID: clientId, BROKER_KEY: key, BROKER_NAME: label } = environment;
  if (!issuer || !clientId || !key) return undefined;
  return {
    name: 'broker',
    label: label || { es: 'Certificado digital', en: 'Digital certificate' },
    issuer,
    clientId,
    authentication: { method: 'private_key_jwt', key: JSON.parse(key) as JsonWebKey & { kty: string } },
    scope: 'openid profile national_number representation',
    nationalId: { claim: 'national_number', scheme: 'CL-RUN' },
    pushesRequests: true,
  };
}

/** The ways to sign in, those that are there, each with who it is for. */
export function providersOf({ claveUnica: own, broker: other }: Pick<Outside, 'claveUnica' | 'broker'>): Provider[] {
  const whoFor = (key: 'claveUnicaFor' | 'brokerFor') => ({
    es: municipalityWords.es[key],
    en: municipalityWords.en[key],
  });
  return [
    ...(own ? [claveUnica({ whoFor: whoFor('claveUnicaFor'), ...own })] : []),
    ...(other ? [broker({ whoFor: whoFor('brokerFor'), ...other })] : []),
  ];
}

/** Whom the mail is from. A real mail server takes it only from an address that is its own: `MAIL_FROM`. */
function sender(): string {
  return process.env.MAIL_FROM || 'Municipalidad de Peñaluna <no-responder@penaluna.example>';
}
