export { personName, signedOutView } from './identity.ts';
export type {
  ActingFor,
  AuthRequest,
  Claim,
  Identity,
  NationalId,
  PersonName,
  Provenance,
  Representing,
  SessionView,
} from './identity.ts';
export { isEnough, isLoa, levels, lowerOf } from './loa.ts';
export type { Loa } from './loa.ts';
export { isProblem, problemOf, problems } from './problems.ts';
export type { ProblemCode } from './problems.ts';
export { eventsIn, next, signInStates } from './states.ts';
export type { SignInEvent, SignInState } from './states.ts';
export { identityMessage, identityWords } from './words/catalogue.ts';
export type { IdentityWord, IdentityWords } from './words/catalogue.ts';
