import { openIdConnect } from '../open-id-connect.ts';
import { bySecret } from './provider-facts.ts';
import type { ProviderFacts } from './provider-facts.ts';

export const openIdConnectFacts: ProviderFacts = {
  page: 'openid-connect',
  adapter: 'openIdConnect',
  title: { en: 'Any provider of OpenID Connect', es: 'Cualquier proveedor de OpenID Connect' },
  summary: {
    en: 'For a provider that has a discovery document, and no adapter of its own here.',
    es: 'Para un proveedor que tiene un documento de descubrimiento y no tiene aquí un adaptador propio.',
  },
  example: openIdConnect({
    name: 'city',
    label: 'City',
    issuer: 'https://issuer.example',
    clientId: 'id',
    authentication: bySecret,
    acrLevels: { 'urn:example:loa:2': 'substantial' },
  }),
  options: [
    "name: 'city'",
    "label: { en: 'City account', es: 'Cuenta municipal' }",
    'issuer: process.env.CITY_ISSUER',
    'clientId: process.env.CITY_ID',
    "authentication: { method: 'client_secret_post', secret: process.env.CITY_SECRET }",
    "acrLevels: { 'urn:example:loa:2': 'substantial' }",
  ],
  environment: [
    { name: 'CITY_ISSUER', what: { en: 'its issuer, on https', es: 'su emisor, en https' } },
    { name: 'CITY_ID', what: { en: 'the client’s id', es: 'el identificador del cliente' } },
    { name: 'CITY_SECRET', what: { en: 'the client’s secret', es: 'el secreto del cliente' } },
  ],
  register: [
    {
      en: 'Ask for a client of the authorization code flow with PKCE. Prefer `private_key_jwt`: no secret travels.',
      es: 'Pide un cliente de flujo de código de autorización con PKCE. Es mejor `private_key_jwt`: no viaja ningún secreto.',
    },
    {
      en: 'Ask which values of `acr` there are and what each stands for, and write them in `acrLevels`.',
      es: 'Pregunta qué valores de `acr` hay y qué significa cada uno, y escríbelos en `acrLevels`.',
    },
  ],
  gives: ['name', 'birthDate', 'email', 'phone', 'address', 'nationalId'],
  levels: {},
  levelsIn: {
    en: 'Those of `acrLevels`. Any other `acr`, or none, is `low`: a provider that does not say how sure it is, is not sure.',
    es: 'Los de `acrLevels`. Cualquier otro `acr`, o ninguno, es `low`: un proveedor que no dice qué tan seguro está, no lo está.',
  },
  quirks: [
    {
      en: 'What its own errors mean, such as a suspended account, is said in `problemOf`.',
      es: 'Lo que significan sus propios errores, como una cuenta suspendida, se dice en `problemOf`.',
    },
    {
      en: 'Set `confirmsSignOut` only where it signs people out without asking; else people read that they may still be signed in there.',
      es: 'Usa `confirmsSignOut` solo si cierra la sesión sin preguntar; si no, las personas leen que quizá siga abierta allá.',
    },
    {
      en: 'Pushed requests (`pushesRequests`), bound tokens (`bindsTokens`), encrypted ID tokens (`decryptionKey`) and `form_post` are there for providers that want them.',
      es: 'Hay peticiones enviadas antes (`pushesRequests`), tokens ligados a una clave (`bindsTokens`), ID tokens cifrados (`decryptionKey`) y `form_post` para quien los pida.',
    },
  ],
  button: [{ en: 'Ask the provider for its rules.', es: 'Pregunta sus reglas al proveedor.' }],
  beforeLive: [
    {
      en: 'Sign in with an account of a lower level than you ask for: you have to read that it is not enough.',
      es: 'Entra con una cuenta de nivel más bajo que el que pides: tienes que leer que no alcanza.',
    },
  ],
  tested: 'sandbox',
  source: 'standard',
  doubts: [],
};
