import { singpass, singpassLevels } from '../singpass.ts';
import { byKey } from './provider-facts.ts';
import type { ProviderFacts } from './provider-facts.ts';

export const singpassFacts: ProviderFacts = {
  page: 'singpass',
  adapter: 'singpass',
  title: { en: 'Singpass (Singapore)', es: 'Singpass (Singapur)' },
  summary: {
    en: 'The sign-in of Singapore, by the FAPI 2.0 Security Profile.',
    es: 'La identificación de Singapur, según el perfil de seguridad FAPI 2.0.',
  },
  example: singpass({ clientId: 'id', authentication: byKey, decryptionKey: { kty: 'EC' } }),
  options: [
    'clientId: process.env.SINGPASS_ID',
    "authentication: { method: 'private_key_jwt', key: JSON.parse(process.env.SINGPASS_KEY) }",
    'decryptionKey: JSON.parse(process.env.SINGPASS_DECRYPTION_KEY)',
    'issuer: process.env.SINGPASS_ISSUER',
  ],
  environment: [
    { name: 'SINGPASS_ID', what: { en: 'the client’s id', es: 'el identificador del cliente' } },
    {
      name: 'SINGPASS_KEY',
      what: { en: 'the key that you sign with, as a JWK', es: 'la clave con que firmas, como JWK' },
    },
    {
      name: 'SINGPASS_DECRYPTION_KEY',
      what: {
        en: 'the key that ID tokens are encrypted to, with its `kid` and `alg`',
        es: 'la clave para la que se cifran los ID tokens, con su `kid` y su `alg`',
      },
    },
    {
      name: 'SINGPASS_ISSUER',
      what: { en: 'its issuer; staging, if not said', es: 'su emisor; el ambiente de pruebas, si no se dice' },
    },
  ],
  register: [
    {
      en: 'Register two public keys: one to sign with, one to encrypt to.',
      es: 'Registra dos claves públicas: una para firmar y otra para cifrar.',
    },
    {
      en: 'An app has one purpose: register one for each, and give each adapter a `name` of its own.',
      es: 'Cada aplicación tiene un solo propósito: registra una por cada uno, y da a cada adaptador su propio `name`.',
    },
  ],
  gives: [],
  levels: singpassLevels,
  levelsIn: { en: 'In `acr` of the ID token.', es: 'En `acr` del ID token.' },
  quirks: [
    {
      en: 'The request is pushed and the tokens are bound to a key of each sign-in; Plaza does both.',
      es: 'La petición se envía antes y los tokens se ligan a una clave de cada inicio de sesión; Plaza hace ambas cosas.',
    },
    {
      en: 'The ID token is signed and encrypted. Facts about people (Myinfo) come from another interface, which this adapter does not ask.',
      es: 'El ID token viene firmado y cifrado. Los datos de las personas (Myinfo) vienen de otra interfaz, que este adaptador no consulta.',
    },
    {
      en: 'New apps have had to comply with FAPI 2.0 since 10 February 2026; all of them by 31 December 2026.',
      es: 'Las aplicaciones nuevas deben cumplir FAPI 2.0 desde el 10 de febrero de 2026; todas, hasta el 31 de diciembre de 2026.',
    },
  ],
  button: [
    {
      en: 'It has guidelines and files for its button: use those and draw none.',
      es: 'Tiene pautas y archivos para su botón: usa esos y no dibujes otro.',
    },
  ],
  beforeLive: [
    { en: 'Confirm the values of `acr`.', es: 'Confirma los valores de `acr`.' },
    {
      en: 'Change both keys once while people sign in: publish the new one before you use it.',
      es: 'Cambia ambas claves una vez mientras hay personas entrando: publica la nueva antes de usarla.',
    },
  ],
  tested: 'contract',
  source: 'read',
  doubts: [{ en: 'Its values of `acr` are not confirmed.', es: 'Sus valores de `acr` no están confirmados.' }],
};
