import { govBr, govBrLevels } from '../gov-br.ts';
import { bySecret } from './provider-facts.ts';
import type { ProviderFacts } from './provider-facts.ts';

export const govBrFacts: ProviderFacts = {
  page: 'gov-br',
  adapter: 'govBr',
  title: { en: 'gov.br (Brazil)', es: 'gov.br (Brasil)' },
  summary: {
    en: 'The sign-in of the federal government of Brazil, for people with a CPF.',
    es: 'La identificación del gobierno federal de Brasil, para personas con CPF.',
  },
  example: govBr({ clientId: 'id', authentication: { ...bySecret, method: 'client_secret_basic' } }),
  options: [
    'clientId: process.env.GOV_BR_ID',
    "authentication: { method: 'client_secret_basic', secret: process.env.GOV_BR_SECRET }",
    'issuer: process.env.GOV_BR_ISSUER',
  ],
  environment: [
    { name: 'GOV_BR_ID', what: { en: 'the client’s id', es: 'el identificador del cliente' } },
    { name: 'GOV_BR_SECRET', what: { en: 'the client’s secret', es: 'el secreto del cliente' } },
    {
      name: 'GOV_BR_ISSUER',
      what: { en: 'its issuer; staging, if not said', es: 'su emisor; el ambiente de pruebas, si no se dice' },
    },
  ],
  register: [
    {
      en: 'Ask for a client of the staging environment. Register addresses without special characters.',
      es: 'Pide un cliente del ambiente de pruebas. Registra direcciones sin caracteres especiales.',
    },
  ],
  gives: ['nationalId', 'name', 'email'],
  levels: govBrLevels,
  levelsIn: {
    en: 'In an interface of its own, by the names of its trust levels. Where the ID token says none, everybody is `low`: give `levelOf` to read them elsewhere.',
    es: 'En una interfaz propia, con los nombres de sus niveles de confianza. Si el ID token no lo dice, todas las personas quedan en `low`: da `levelOf` para leerlos de otra parte.',
  },
  quirks: [
    { en: '`sub` is the CPF, where it has eleven digits.', es: '`sub` es el CPF, si tiene once dígitos.' },
    {
      en: 'It refuses web views inside apps: open the browser of the device.',
      es: 'No acepta vistas web dentro de aplicaciones: abre el navegador del equipo.',
    },
  ],
  button: [
    {
      en: 'It has a button of its own in its design system; take the words and the mark from there.',
      es: 'Tiene un botón propio en su sistema de diseño; toma de ahí las palabras y la marca.',
    },
  ],
  beforeLive: [
    {
      en: 'See where your service gets trust levels from, and try an account of each.',
      es: 'Mira de dónde obtiene tu servicio los niveles de confianza, y prueba una cuenta de cada uno.',
    },
  ],
  tested: 'contract',
  source: 'read',
  doubts: [
    {
      en: 'The claim that has the level in an ID token is a guess of ours.',
      es: 'El dato del ID token que tendría el nivel es una suposición nuestra.',
    },
  ],
};
