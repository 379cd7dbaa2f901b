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
}

/** What a page asks of sign-in. */
export interface SignInWish {
  level?: Level;
  /** Why, in a sentence for the person. */
  purpose: string;
  /** Path of the page to come back to. */
  returnTo: string;
  /** Whose draft it is: nobody else is led to it. */
  owner?: Pick<Person, 'issuer' | 'subject'>;
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
}
