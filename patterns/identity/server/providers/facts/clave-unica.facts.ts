import { claveUnica } from '../clave-unica.ts';
import { bySecret } from './provider-facts.ts';
import type { ProviderFacts } from './provider-facts.ts';

export const claveUnicaFacts: ProviderFacts = {
  page: 'clave-unica',
  adapter: 'claveUnica',
  title: { en: 'ClaveÚnica (Chile)', es: 'ClaveÚnica (Chile)' },
  summary: {
    en: 'The sign-in of the Chilean state, for people with a RUN.',
    es: 'La identificación del Estado de Chile, para personas con RUN.',
  },
  example: claveUnica({ clientId: 'id', authentication: bySecret }),
  options: [
    'clientId: process.env.CLAVE_UNICA_ID',
    "authentication: { method: 'client_secret_post', secret: process.env.CLAVE_UNICA_SECRET }",
  ],
  environment: [
    { name: 'CLAVE_UNICA_ID', what: { en: 'the client’s id', es: 'el identificador del cliente' } },
    { name: 'CLAVE_UNICA_SECRET', what: { en: 'the client’s secret', es: 'el secreto del cliente' } },
  ],
  register: [
    {
      en: 'Ask for three sets of credentials: to try out, for quality tests, and for production. The last ones work only after certification.',
      es: 'Pide tres juegos de credenciales: de pruebas, de calidad y de producción. Las últimas sirven solo después de la certificación.',
    },
    {
      en: 'Plan for it: about 3 working days for credentials, about 6 for certification, about 3 for each change of an address.',
      es: 'Cuenta con el plazo: unos 3 días hábiles para las credenciales, unos 6 para la certificación, unos 3 por cada cambio de dirección.',
    },
    {
      en: 'Register addresses without query or fragment. In production they are under `.gob.cl`.',
      es: 'Registra direcciones sin parámetros ni fragmento. En producción están bajo `.gob.cl`.',
    },
  ],
  gives: ['nationalId', 'name'],
  levels: {},
  levelsIn: {
    en: 'It says nothing of levels, so everybody is `low`. A service that asks for more lets nobody in by it.',
    es: 'No dice nada de niveles, así que todas las personas quedan en `low`. Un servicio que pide más no deja entrar a nadie por ella.',
  },
  quirks: [
    {
      en: '`name` is an object of lists (`nombres`, `apellidos`): people have one surname, two or none, and the number of a RUN comes as a number or as text.',
      es: '`name` es un objeto con listas (`nombres`, `apellidos`): hay personas con un apellido, con dos o sin ninguno, y el número del RUN llega como número o como texto.',
    },
    {
      en: 'Its scope is fixed to the letter, userinfo is asked by POST, and `state` goes to the token endpoint too.',
      es: 'Su `scope` es fijo, letra por letra; userinfo se pide por POST, y `state` va también al pedir el token.',
    },
    {
      en: 'An ID token may come or not: it is checked where it comes, else userinfo says who it is.',
      es: 'El ID token puede llegar o no: si llega se comprueba; si no, userinfo dice quién es.',
    },
    {
      en: 'Signing out there is an address of its own, which says nothing of how it went. People read that they may still be signed in there; public code speaks of a minute.',
      es: 'Cerrar la sesión allá es una dirección propia, que no dice cómo fue. Las personas leen que quizá siga abierta; hay código público que habla de un minuto.',
    },
    {
      en: 'No frame and no pop-up: the whole page goes there. Plaza does nothing else.',
      es: 'Sin marcos ni ventanas emergentes: va la página entera. Plaza no hace otra cosa.',
    },
  ],
  button: [
    {
      en: 'Certification looks at the official button: its words, colours and mark, from ClaveÚnica’s own guide.',
      es: 'La certificación revisa el botón oficial: sus palabras, colores y marca, según la guía de ClaveÚnica.',
    },
  ],
  beforeLive: [
    {
      en: 'Compare the addresses of the adapter with the current guide, above all the one of its keys.',
      es: 'Compara las direcciones del adaptador con la guía vigente, sobre todo la de sus claves.',
    },
    {
      en: 'Try an account with one surname, and sign out on a shared computer.',
      es: 'Prueba una cuenta con un solo apellido, y cierra la sesión en un equipo compartido.',
    },
  ],
  tested: 'sandbox',
  source: 'second-hand',
  doubts: [
    {
      en: 'We read a copy of its guide and some twenty public integrations, not the guide itself.',
      es: 'Leímos una copia de su guía y unas veinte integraciones públicas, no la guía misma.',
    },
    {
      en: 'The address of its keys and what `sub` is made of are not confirmed; we take `sub` for a text without meaning.',
      es: 'No están confirmadas la dirección de sus claves ni de qué está hecho `sub`; lo tomamos como un texto sin significado.',
    },
  ],
};
