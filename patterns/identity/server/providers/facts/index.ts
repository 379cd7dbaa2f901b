import { brokerFacts } from './broker.facts.ts';
import { claveUnicaFacts } from './clave-unica.facts.ts';
import { govBrFacts } from './gov-br.facts.ts';
import { loginGovFacts } from './login-gov.facts.ts';
import { oneLoginFacts } from './one-login.facts.ts';
import { openIdConnectFacts } from './open-id-connect.facts.ts';
import type { ProviderFacts } from './provider-facts.ts';
import { singpassFacts } from './singpass.facts.ts';
import { staffFacts } from './staff.facts.ts';

/** Of every adapter that the package has, what the documentation says. */
export const providerFacts: readonly ProviderFacts[] = [
  openIdConnectFacts,
  claveUnicaFacts,
  oneLoginFacts,
  loginGovFacts,
  singpassFacts,
  govBrFacts,
  brokerFacts,
  staffFacts,
];
