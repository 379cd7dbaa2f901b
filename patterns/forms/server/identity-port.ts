/** Somebody who signed in, as whoever signs them in tells it. */
export interface Person {
  /** Who says so: an address of the provider, as OpenID Connect has it. */
  issuer: string;
  /** Who it is for that provider. With the issuer it is one person; alone it is nobody. */
  subject: string;
  /** How sure it is, in the words of eIDAS. */
  level: 'low' | 'substantial' | 'high';
  name?: string;
  nationalId?: string;
}

/** Knows who sends a request. */
export interface IdentityPort {
  /** The person who is signed in; undefined where nobody is. */
  person(request: Request): Promise<Person | undefined>;
}
