import type { Words } from '@plaza-ds/forms';
import { broker } from '../../patterns/identity/server/providers/broker.ts';
import { claveUnica } from '../../patterns/identity/server/providers/clave-unica.ts';
import { oneLogin } from '../../patterns/identity/server/providers/one-login.ts';
import { openIdConnect } from '../../patterns/identity/server/providers/open-id-connect.ts';
import { staff } from '../../patterns/identity/server/providers/staff.ts';
import type { Provider } from '../../patterns/identity/server/provider.ts';
import { acrLevels } from '../../patterns/identity/server/testing.ts';
import type { ProblemCode } from '../../patterns/identity/problems.ts';

/** Where the two providers are that answer while pages are drawn. */
export const issuers = { one: 'https://provider.example', other: 'https://other.example' } as const;

const registered = { clientId: 'plaza', authentication: { method: 'client_secret_post', secret: 'drawn' } } as const;
const inWords = (en: string, es: string, ar: string): Words => ({ en, es, ar });

/** What the national provider of the stories says of accounts, in the description of its error. */
const accountProblems: Readonly<Record<string, ProblemCode>> = {
  suspended: 'suspended',
  blocked: 'blocked',
  'new password': 'mustReset',
  'prove again': 'mustReprove',
  'still checked': 'proofingPending',
};

/** One for the people of the country, in the ways that providers differ, and those for everybody else. */
export const providers: readonly Provider[] = [
  claveUnica({
    ...registered,
    origin: issuers.one,
    issuer: issuers.one,
    whoFor: inWords(
      'For people with a Chilean RUN',
      'Para personas con RUN chileno',
      'للأشخاص الذين لديهم رقم هوية تشيلي',
    ),
  }),
  broker({
    ...registered,
    name: 'companies',
    label: 'CompanyID',
    issuer: issuers.other,
    acrLevels,
    whoFor: inWords(
      'For people who act for a company',
      'Para quienes actúan por una empresa',
      'لمن يتصرفون نيابة عن شركة',
    ),
  }),
  openIdConnect({
    ...registered,
    name: 'eidas',
    label: inWords('European eID', 'Identidad electrónica europea', 'الهوية الإلكترونية الأوروبية'),
    issuer: issuers.other,
    whoFor: inWords(
      'For people with an electronic identity of another country',
      'Para personas con la identidad electrónica de otro país',
      'لمن لديهم هوية إلكترونية من بلد آخر',
    ),
  }),
  staff({ ...registered, issuer: issuers.other }),
  openIdConnect({
    ...registered,
    name: 'national',
    label: 'CivicID',
    issuer: issuers.one,
    acrLevels,
    confirmsSignOut: true,
    raiseLevelAt: `${issuers.one}/levels`,
    problemOf: (error, description) => (error === 'access_denied' ? accountProblems[description] : undefined),
  }),
  oneLogin({ ...registered, issuer: issuers.one }),
];

/** Those that a person chooses from on the same page. */
export const choice = ['clave-unica', 'companies', 'eidas', 'staff'];
