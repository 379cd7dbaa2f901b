import type { IdentityProfile } from '../provider.ts';
import { broker } from './broker.ts';
import { claveunica } from './claveunica.ts';
import { oneLogin } from './one-login.ts';
import type { Profile } from './profile.ts';
import { standard } from './standard.ts';

export const profiles: Readonly<Record<IdentityProfile, Profile>> = {
  standard,
  claveunica,
  'one-login': oneLogin,
  broker,
};
