import type { JWK } from 'jose';
import type { Claim } from '../../../identity.ts';
import type { Loa } from '../../../loa.ts';
import type { Provider } from '../../provider.ts';

/** A sentence in the languages of the documentation. */
export interface Text {
  en: string;
  es: string;
}

/** What the environment of a site has for a provider. */
export interface EnvironmentName {
  name: string;
  what: Text;
}

/** How it is known that the adapter does what it says. */
export type Tested =
  /** Against the sandbox's provider of this kind: over HTTP, with its keys and its faults. */
  | 'sandbox'
  /** Against the texts of its contract alone. */
  | 'contract';

/** Where the facts come from. */
export type Source =
  /** A standard. */
  | 'standard'
  /** The provider's own documentation or open source, read in public. */
  | 'read'
  /** What others wrote of it: nothing official was read. */
  | 'second-hand'
  /** Nobody wrote it down where we could read it. */
  | 'unconfirmed';

/**
 * What people who use an adapter have to know that its code does not say: for the documentation, which is made of it. What the code
 * says (scope, levels, how it is asked) is read from the adapter.
 */
export interface ProviderFacts {
  /** The address of its page. */
  page: string;
  /** The function that makes it. */
  adapter: string;
  title: Text;
  /** Whom it signs in. */
  summary: Text;
  /** The adapter as the page shows it, with nothing that is secret. */
  example: Provider;
  /** What is between the parentheses of the adapter, for a site to copy. */
  options: readonly string[];
  environment: readonly EnvironmentName[];
  /** What has to be done to be let in, in order. */
  register: readonly Text[];
  gives: readonly Claim[];
  /** What it says, and the level that we take it for; none where it says nothing of levels. */
  levels: Readonly<Record<string, Loa>>;
  /** Where its levels are said. */
  levelsIn: Text;
  quirks: readonly Text[];
  button: readonly Text[];
  /** What to check before people are let in. */
  beforeLive: readonly Text[];
  tested: Tested;
  source: Source;
  /** What of it is not sure. */
  doubts: readonly Text[];
}

export const bySecret = { method: 'client_secret_post', secret: '' } as const;
export const byKey = { method: 'private_key_jwt', key: { kty: 'EC' } satisfies JWK } as const;

/** What every provider is told where a site is registered. */
export const addresses: Text = {
  en: 'Register three addresses: `https://…/identity/callback/<name>` to come back to, `…/signed-out/<name>` after signing out and, where it tells of sign-outs, `…/back-channel/<name>`. `<name>` is the provider’s name in your options; it never changes afterwards.',
  es: 'Registra tres direcciones: `https://…/identity/callback/<nombre>` para volver, `…/signed-out/<nombre>` después de cerrar sesión y, si avisa de los cierres, `…/back-channel/<nombre>`. `<nombre>` es el nombre del proveedor en tus opciones; después no cambia nunca.',
};

/** What holds for the button of any provider. */
export const buttonHook: Text = {
  en: 'Our button has `data-provider="<name>"`, so that your stylesheet can give it the official look. Plaza ships no mark of a provider: marks have licences of their own.',
  es: 'Nuestro botón lleva `data-provider="<nombre>"`, para que tu hoja de estilos le dé el aspecto oficial. Plaza no incluye la marca de ningún proveedor: cada una tiene su propia licencia.',
};

/** What to check of any provider before people are let in. */
export const checkEverywhere: readonly Text[] = [
  {
    en: 'Sign in, cancel, sign out, and sign in as somebody else, on a phone too.',
    es: 'Inicia sesión, cancela, cierra sesión y entra como otra persona, también en un teléfono.',
  },
  {
    en: 'Run `npx @plaza-ds/identity certify` against your site and keep the report.',
    es: 'Ejecuta `npx @plaza-ds/identity certify --language es` contra tu sitio y guarda el informe.',
  },
  {
    en: 'Have a way without sign-in that works: somebody answers the telephone number on the page.',
    es: 'Ten otra forma que funcione: alguien contesta el teléfono que dice la página.',
  },
];
