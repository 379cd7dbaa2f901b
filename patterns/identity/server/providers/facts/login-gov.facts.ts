import { loginGov, loginGovLevels } from '../login-gov.ts';
import { byKey } from './provider-facts.ts';
import type { ProviderFacts } from './provider-facts.ts';

export const loginGovFacts: ProviderFacts = {
  page: 'login-gov',
  adapter: 'loginGov',
  title: { en: 'Login.gov (United States)', es: 'Login.gov (Estados Unidos)' },
  summary: {
    en: 'The sign-in of the federal government of the United States.',
    es: 'La identificación del gobierno federal de Estados Unidos.',
  },
  example: loginGov({ clientId: 'id', authentication: byKey }),
  options: [
    'clientId: process.env.LOGIN_GOV_ID',
    "authentication: { method: 'private_key_jwt', key: JSON.parse(process.env.LOGIN_GOV_KEY) }",
    'issuer: process.env.LOGIN_GOV_ISSUER',
  ],
  environment: [
    { name: 'LOGIN_GOV_ID', what: { en: 'the client’s id', es: 'el identificador del cliente' } },
    { name: 'LOGIN_GOV_KEY', what: { en: 'your private key as a JWK', es: 'tu clave privada como JWK' } },
    {
      name: 'LOGIN_GOV_ISSUER',
      what: { en: 'its issuer; its sandbox, if not said', es: 'su emisor; su ambiente de pruebas, si no se dice' },
    },
  ],
  register: [
    {
      en: 'Register a web client with the public key. There is no client secret.',
      es: 'Registra un cliente web con la clave pública. No hay secreto de cliente.',
    },
    {
      en: 'Say which proof of identity and which strength of sign-in your service needs.',
      es: 'Di qué comprobación de identidad y qué fuerza de inicio de sesión necesita tu servicio.',
    },
  ],
  gives: ['email', 'name'],
  levels: loginGovLevels,
  levelsIn: { en: 'In `acr`, or in `ial` where there is none.', es: 'En `acr`, o en `ial` si no viene.' },
  quirks: [
    {
      en: 'Proof and strength are asked for together, in `acr_values`. What it proves ends at `substantial`: a service that asks for `high` lets nobody in by it.',
      es: 'La comprobación y la fuerza se piden juntas, en `acr_values`. Lo que comprueba llega hasta `substantial`: un servicio que pide `high` no deja entrar a nadie por él.',
    },
    {
      en: '`prompt` is `select_account`, or `login` where people show again who they are; it has to allow the second for your client.',
      es: '`prompt` es `select_account`, o `login` cuando las personas muestran otra vez quiénes son; lo segundo debe estar permitido para tu cliente.',
    },
    {
      en: 'A `nonce` has at least 22 characters. Ours have more.',
      es: 'Un `nonce` tiene al menos 22 caracteres. Los nuestros tienen más.',
    },
  ],
  button: [
    {
      en: 'It has brand guidance for its button; the name is written “Login.gov”.',
      es: 'Tiene pautas de marca para su botón; el nombre se escribe «Login.gov».',
    },
  ],
  beforeLive: [
    {
      en: 'Confirm the values of `acr` that are current: some of ours are the older names.',
      es: 'Confirma qué valores de `acr` están vigentes: algunos de los nuestros son los nombres antiguos.',
    },
  ],
  tested: 'contract',
  source: 'read',
  doubts: [{ en: 'What we read is an archived source.', es: 'Lo que leímos es una fuente archivada.' }],
};
