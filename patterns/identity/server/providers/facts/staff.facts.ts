import { staff } from '../staff.ts';
import { bySecret } from './provider-facts.ts';
import type { ProviderFacts } from './provider-facts.ts';

export const staffFacts: ProviderFacts = {
  page: 'staff',
  adapter: 'staff',
  title: { en: 'Staff', es: 'Personal de la institución' },
  summary: {
    en: 'The people who work for you, by the account that they have at work: Keycloak, Entra ID, Google Workspace.',
    es: 'Quienes trabajan contigo, con su cuenta de trabajo: Keycloak, Entra ID, Google Workspace.',
  },
  example: staff({ issuer: 'https://issuer.example', clientId: 'id', authentication: bySecret }),
  options: [
    'issuer: process.env.STAFF_ISSUER',
    'clientId: process.env.STAFF_ID',
    "authentication: { method: 'client_secret_post', secret: process.env.STAFF_SECRET }",
  ],
  environment: [
    { name: 'STAFF_ISSUER', what: { en: 'its issuer, on https', es: 'su emisor, en https' } },
    { name: 'STAFF_ID', what: { en: 'the client’s id', es: 'el identificador del cliente' } },
    { name: 'STAFF_SECRET', what: { en: 'the client’s secret', es: 'el secreto del cliente' } },
  ],
  register: [
    {
      en: 'Ask whoever runs the accounts for a web client, and who may use it.',
      es: 'Pide a quien administra las cuentas un cliente web, y define quién puede usarlo.',
    },
  ],
  gives: ['name', 'email'],
  levels: {},
  levelsIn: {
    en: '`low`, unless you give `acrLevels`: a second factor at work does not show on its own.',
    es: '`low`, si no das `acrLevels`: un segundo factor en el trabajo no se nota por sí solo.',
  },
  quirks: [
    {
      en: 'Its people are not citizens: keep their services at an address of their own, or give the sign-in of each service its `providers`.',
      es: 'No son ciudadanos: deja sus servicios en una dirección propia, o da a cada servicio sus `providers`.',
    },
    {
      en: 'Whoever leaves the office is signed out at the latest when their session ends; with a back channel, at once.',
      es: 'Quien deja la institución pierde la sesión a más tardar cuando esta termina; con aviso de cierres, de inmediato.',
    },
  ],
  button: [
    {
      en: 'Write the name that your people know: `label` is yours.',
      es: 'Escribe el nombre que tu gente conoce: `label` es tuyo.',
    },
  ],
  beforeLive: [
    {
      en: 'Try somebody who may not use the service, and somebody whose account was closed.',
      es: 'Prueba con alguien que no puede usar el servicio, y con alguien cuya cuenta se cerró.',
    },
  ],
  tested: 'sandbox',
  source: 'standard',
  doubts: [],
};
