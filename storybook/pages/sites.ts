import { formStore, forms, letters, newKey, siteAt } from '@plaza-ds/forms/server';
import type { FormsOptions, FormsService, FormStore, FormTables, IdentityPort, Person } from '@plaza-ds/forms/server';
import type { Kysely } from 'kysely';
import type { Definition } from '@plaza-ds/forms';
import { html } from 'hono/html';
import { family } from './family.ts';
import { refund } from './refund.ts';
import { now } from '../../examples/permiso-circulacion/applicant.ts';
import { registers } from '../../examples/permiso-circulacion/registers.ts';
import { stall } from '../../patterns/forms/testing/stall.ts';
import definition from '../../examples/permiso-circulacion/definition.json' with { type: 'json' };
import { everybody } from '../../examples/testing/everybody.ts';

export const origin = 'http://localhost';
export const base = '/demo/permiso-circulacion';
export const permit = definition as unknown as Definition;

const clerk: Person = { issuer: 'https://staff.example', subject: 'clara', level: 'substantial' };
/** Whoever comes works for the office. */
const staffOnly: IdentityPort = {
  person: () => Promise.resolve(clerk),
  signIn: () => Promise.reject(new Error('Whoever comes is signed in.')),
};

/**
 * The permit as it is, and in the ways that its definition is not: as a list of tasks, with letters, with registers, in a newer version,
 * signed by signing in again.
 */
export type Permit = 'usual' | 'tasks' | 'letters' | 'registers' | 'newer' | 'signed';

/** The services whose pages are drawn, on one database. */
export type Sites = Readonly<Record<Permit | 'refund' | 'family' | 'stall', FormsService>> & {
  database: Kysely<FormTables>;
  /** The server's key. */
  key: Buffer;
  store: FormStore;
  /** BCP 47 tag of the browser that comes. */
  language: string;
  /** The permit with other options. */
  permitWith(options: Partial<FormsOptions>): FormsService;
};

export function sitesOn(database: Kysely<FormTables>, language: string): Sites {
  const key = newKey();
  const store = formStore(database, key, { now });
  const common: FormsOptions = {
    definitions: [permit],
    store,
    site: siteAt(origin, '/demo'),
    base,
    frame: ({ main }) => html`<main>${main}</main>`,
    identity: everybody,
    log: () => undefined,
    now,
  };
  const permitWith = (options: Partial<FormsOptions>) => forms({ ...common, ...options });
  const mail = { send: () => Promise.reject(new Error('Nothing is sent while pages are drawn.')) };
  return {
    database,
    key,
    store,
    language,
    permitWith,
    refund: permitWith({ definitions: [refund], base: '/demo/refund' }),
    family: permitWith({ definitions: [family], base: '/demo/family' }),
    stall: permitWith({
      definitions: [stall],
      base: '/demo/stall',
      identity: staffOnly,
      staff: { issuer: clerk.issuer },
    }),
    usual: permitWith({}),
    tasks: permitWith({ definitions: [{ ...permit, journey: 'task-list' }] }),
    letters: permitWith({ letters: letters({ database, key, mail, now }) }),
    registers: permitWith({ prefill: registers(now) }),
    newer: permitWith({ definitions: [permit, newer()] }),
    signed: permitWith({ definitions: [{ ...permit, declarations: signedDeclarations() }], identity: signingIn() }),
  };
}

/** What is ticked, and what is signed by signing in again. */
function signedDeclarations(): NonNullable<Definition['declarations']> {
  const text = { es: 'Pido el permiso de circulación.', en: 'I ask for the permit.' };
  return [...permit.declarations!, { id: 'signed', kind: 're-authentication', text }];
}

/** Whoever is sent to sign in is back at once, having signed in anew. */
function signingIn(): IdentityPort {
  let times = 0;
  return {
    ...everybody,
    async authentication(request) {
      const person = await everybody.person(request);
      return person && { person, at: new Date(now().getTime() + times).toISOString(), provider: 'Example ID' };
    },
    signIn(request, wish) {
      times++;
      return everybody.signIn!(request, wish);
    },
  };
}

/** The permit in a version that has no notes any more, and has to know the address again. */
function newer(): Definition {
  const { notes: _label, ...questions } = permit.questions;
  const { notes: _type, ...properties } = permit.data.properties!;
  return {
    ...permit,
    version: permit.version + 1,
    data: { ...permit.data, properties },
    questions,
    pages: permit.pages.filter(({ id }) => id !== 'notes'),
    replaces: {
      version: permit.version,
      until: '2026-01-01T00:00:00Z',
      migrate: [{ reask: 'owner/address' }, { drop: 'notes' }],
    },
  };
}
