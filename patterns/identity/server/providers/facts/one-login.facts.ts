import { oneLogin, oneLoginLevels } from '../one-login.ts';
import { byKey } from './provider-facts.ts';
import type { ProviderFacts } from './provider-facts.ts';

export const oneLoginFacts: ProviderFacts = {
  page: 'one-login',
  adapter: 'oneLogin',
  title: { en: 'GOV.UK One Login (United Kingdom)', es: 'GOV.UK One Login (Reino Unido)' },
  summary: {
    en: 'The sign-in of the government of the United Kingdom, with or without a proved identity.',
    es: 'La identificación del gobierno del Reino Unido, con la identidad comprobada o sin ella.',
  },
  example: oneLogin({ clientId: 'id', authentication: byKey }),
  options: [
    'clientId: process.env.ONE_LOGIN_ID',
    "authentication: { method: 'private_key_jwt', key: JSON.parse(process.env.ONE_LOGIN_KEY) }",
    'issuer: process.env.ONE_LOGIN_ISSUER',
  ],
  environment: [
    { name: 'ONE_LOGIN_ID', what: { en: 'the client’s id', es: 'el identificador del cliente' } },
    {
      name: 'ONE_LOGIN_KEY',
      what: {
        en: 'your private key as a JWK; it gets the public one',
        es: 'tu clave privada como JWK; allá tienen la pública',
      },
    },
    {
      name: 'ONE_LOGIN_ISSUER',
      what: {
        en: 'its issuer; the integration environment, if not said',
        es: 'su emisor; el ambiente de integración, si no se dice',
      },
    },
  ],
  register: [
    { en: 'Make a pair of keys and register the public one.', es: 'Crea un par de claves y registra la pública.' },
    {
      en: 'Register the addresses to come back to, after signing out, and of the back channel.',
      es: 'Registra las direcciones para volver, para después de cerrar sesión y para el aviso de cierres.',
    },
    {
      en: 'Say whether you prove identities and whether you use return codes: it tells what they mean in confidence.',
      es: 'Di si compruebas identidades y si usas códigos de retorno: su significado se entrega en reserva.',
    },
  ],
  gives: ['email', 'phone', 'name', 'birthDate', 'address'],
  levels: oneLoginLevels,
  levelsIn: {
    en: 'In the signed identity (`coreIdentityJWT`), not in `vot` of the ID token, which has the strength of the sign-in alone. Both together count, the lower one decides.',
    es: 'En la identidad firmada (`coreIdentityJWT`), no en `vot` del ID token, que solo dice la fuerza del inicio de sesión. Cuentan los dos, y decide el más bajo.',
  },
  quirks: [
    {
      en: '`access_denied` is never a person who cancels: it is a level not reached, or its own session lost on the way, told apart by its description.',
      es: '`access_denied` nunca es una persona que cancela: es un nivel no alcanzado, o su propia sesión perdida en el camino; la descripción los distingue.',
    },
    {
      en: 'Whoever is suspended or blocked, or has to change a password or prove who they are again, stays on its pages. Your site hears of it by the back channel, and ends the session.',
      es: 'Quien está suspendido o bloqueado, o debe cambiar su contraseña o comprobar su identidad otra vez, se queda en sus páginas. Tu sitio lo sabe por el aviso de cierres, y termina la sesión.',
    },
    {
      en: 'To have people sign in once more (`prompt=login`) it wants a signed request (JAR); Plaza signs it with the same key.',
      es: 'Para que las personas entren otra vez (`prompt=login`) pide una solicitud firmada (JAR); Plaza la firma con la misma clave.',
    },
    {
      en: 'Its session outlives the browser window, so always show how to sign out.',
      es: 'Su sesión sobrevive a la ventana del navegador: muestra siempre cómo cerrarla.',
    },
    {
      en: 'Without an ID token as hint it does not send people back after signing out; Plaza keeps it for that.',
      es: 'Sin el ID token como pista no devuelve a las personas después de cerrar sesión; Plaza lo guarda para eso.',
    },
  ],
  button: [
    {
      en: 'It has guidance on the words and look of its sign-in; read it for the start page and the button.',
      es: 'Tiene pautas para las palabras y el aspecto de la entrada; léelas para la página de inicio y el botón.',
    },
  ],
  beforeLive: [
    {
      en: 'Try an identity that could not be proved, and the return codes that you name in `returnCodes`.',
      es: 'Prueba una identidad que no se pudo comprobar, y los códigos que nombras en `returnCodes`.',
    },
    {
      en: 'Have it send a sign-out to the back channel, and see the session end.',
      es: 'Haz que avise un cierre de sesión, y mira que la sesión termine.',
    },
    {
      en: 'Change `issuer` to the one of production; the issuer and keys of identities follow it.',
      es: 'Cambia `issuer` al de producción; lo siguen el emisor y las claves de las identidades.',
    },
  ],
  tested: 'sandbox',
  source: 'read',
  doubts: [
    {
      en: 'The words that tell a lost session apart were read in its open source, and may change.',
      es: 'Las palabras que distinguen una sesión perdida se leyeron en su código abierto, y pueden cambiar.',
    },
  ],
};
