/** How sure it is who somebody is, in the words of eIDAS. */
export type Level = 'low' | 'substantial' | 'high';

/** Somebody who signed in, as whoever signs them in tells it. */
export interface Person {
  /** Who says so: an address of the provider, as OpenID Connect has it. */
  issuer: string;
  /** Who it is for that provider. With the issuer it is one person; alone it is nobody. */
  subject: string;
  level: Level;
  name?: string;
  /** Such as `CL-RUN` and the number without what people write between its digits. */
  nationalId?: { scheme: string; value: string };
  /** For whom they come, where it is not for themself. */
  representing?: Representing;
}

/** When and where somebody showed who they are. */
export interface Authentication {
  person: Person;
  /** As the provider says it (`auth_time`, OpenID Connect Core 1.0 §2), as RFC 3339. */
  at: string;
  /** What people call the provider. */
  provider: string;
}

/** For whom somebody comes: for themself, for another person by a mandate, or for a company. */
export type ActingFor = 'self' | 'mandate' | 'company';

/** Another person or a company, for whom somebody may act. */
export interface Representing {
  kind: 'person' | 'company';
  /** With the kind it is who they are. */
  id: string;
  name?: string;
  mandateId: string;
  /** What the mandate allows. */
  scope: readonly string[];
  /** The last day, such as `2031-12-31`, or the instant as RFC 3339. */
  validUntil?: string;
}

/** What a page asks of sign-in. */
export interface SignInWish {
  level?: Level;
  /** Why, in a sentence for the person. */
  purpose: string;
  /** Path of the page to come back to. */
  returnTo: string;
  /** Whose draft it is: nobody else is led to it, nor the same person where they come for another. */
  owner?: Pick<Person, 'issuer' | 'subject' | 'representing'>;
  /** For whom people may come: they choose. */
  actingFor?: readonly ActingFor[];
  /** What a mandate has to allow. */
  mandateScope?: string;
  /** So many seconds ago, at most, they showed who they are; with 0 they do it again, however short a time ago that was. */
  maxAgeSec?: number;
  /** Whether only providers will do that can have people sign in again, and say when they did. */
  reauthenticates?: boolean;
  /** The names of the providers that will do; all, without it. */
  providers?: readonly string[];
  /** BCP 47 tag of the page. */
  language: string;
}

/** Knows who sends a request, and lets people sign in: `identity()` of `@plaza-ds/identity`, or what a site has for it. */
export interface IdentityPort {
  /** The person who is signed in; undefined where nobody is. */
  person(request: Request): Promise<Person | undefined>;
  /** Answers with the way to sign in and back. Without it nobody is asked to, whatever a definition says. */
  signIn?(request: Request, wish: SignInWish): Promise<Response>;
  /**
   * Who is signed in, and when and where they last showed who they are; undefined where nobody is signed in, or nobody says when.
   * Without it nobody can sign a form by signing in again.
   *
   * @param language BCP 47 tag in which the provider is named.
   */
  authentication?(request: Request, language: string): Promise<Authentication | undefined>;
  /** Whether there is a provider that can have people sign in again; yes, where `authentication` is there and this is not. */
  readonly reauthenticates?: boolean;
  /** Whether others use the device that a request comes from, as at a kiosk. */
  isShared?(request: Request): boolean;
  /** For whom people can come; for themselves alone, if not said. */
  readonly actsFor?: readonly ActingFor[];
  /**
   * Whether whoever is signed in may still act for whom they come, asked before a form is sent: `gone` where the mandate is over or was
   * taken back, `again` where they have to sign in again first, `unknown` where nobody answers. Without it only the last day is
   * looked at.
   *
   * @param scope What the mandate has to allow.
   */
  mandate?(request: Request, scope?: string): Promise<'holds' | 'gone' | 'again' | 'unknown'>;
}
