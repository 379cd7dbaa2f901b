import { broker, eidasLevels } from '../broker.ts';
import { byKey } from './provider-facts.ts';
import type { ProviderFacts } from './provider-facts.ts';

export const brokerFacts: ProviderFacts = {
  page: 'broker',
  adapter: 'broker',
  title: { en: 'A broker: DigiD, eHerkenning, eIDAS', es: 'Un intermediario: DigiD, eHerkenning, eIDAS' },
  summary: {
    en: 'For a party that stands between your site and several national sign-ins, and says for whom somebody acts.',
    es: 'Para quien está entre tu sitio y varias identificaciones nacionales, y dice por quién actúa una persona.',
  },
  example: broker({
    name: 'broker',
    label: 'DigiD',
    issuer: 'https://broker.example',
    clientId: 'id',
    authentication: byKey,
  }),
  options: [
    "name: 'broker'",
    "label: 'DigiD'",
    'issuer: process.env.BROKER_ISSUER',
    'clientId: process.env.BROKER_ID',
    "authentication: { method: 'private_key_jwt', key: JSON.parse(process.env.BROKER_KEY) }",
    "nationalId: { claim: 'bsn', scheme: 'NL-BSN' }",
  ],
  environment: [
    { name: 'BROKER_ISSUER', what: { en: 'its issuer, on https', es: 'su emisor, en https' } },
    { name: 'BROKER_ID', what: { en: 'the client’s id', es: 'el identificador del cliente' } },
    { name: 'BROKER_KEY', what: { en: 'your private key as a JWK', es: 'tu clave privada como JWK' } },
  ],
  register: [
    {
      en: 'Ask the broker which sign-ins it has, the `acr` of each level, and the claims of each: they differ from broker to broker.',
      es: 'Pregunta al intermediario qué identificaciones tiene, el `acr` de cada nivel y los datos de cada una: cambian de uno a otro.',
    },
    {
      en: 'Ask how it is told that somebody acts for a person or a company, and how it says so in its answer.',
      es: 'Pregunta cómo se le dice que alguien actúa por una persona o una empresa, y cómo lo dice en su respuesta.',
    },
    {
      en: 'The sign-in behind it has conditions of its own (for DigiD, a yearly audit); the broker knows them.',
      es: 'La identificación que está detrás tiene sus propias condiciones (DigiD, una auditoría anual); el intermediario las conoce.',
    },
  ],
  gives: ['nationalId', 'name', 'birthDate', 'email'],
  levels: eidasLevels,
  levelsIn: {
    en: 'In `acr`, by the names of eIDAS unless you give `acrLevels`.',
    es: 'En `acr`, con los nombres de eIDAS si no das `acrLevels`.',
  },
  quirks: [
    {
      en: 'Whoever cancels has to be back on the page where they began, and read that they cancelled. Plaza does so for every provider.',
      es: 'Quien cancela debe volver a la página donde empezó y leer que canceló. Plaza lo hace con todos los proveedores.',
    },
    {
      en: 'A mandate without its number or kind is none: the person acts for themselves.',
      es: 'Un mandato sin número o sin tipo no es ninguno: la persona actúa por sí misma.',
    },
    {
      en: 'Sessions behind a broker are short: DigiD wants 15 minutes at most without activity. Set `idleMinutes`.',
      es: 'Las sesiones detrás de un intermediario son cortas: DigiD quiere 15 minutos como máximo sin actividad. Usa `idleMinutes`.',
    },
  ],
  button: [
    {
      en: 'The button has the name and mark of the sign-in, not of the broker. Each has rules of its own.',
      es: 'El botón lleva el nombre y la marca de la identificación, no los del intermediario. Cada una tiene sus reglas.',
    },
  ],
  beforeLive: [
    {
      en: 'Try somebody who acts for a company, and somebody whose mandate has ended.',
      es: 'Prueba con alguien que actúa por una empresa, y con alguien cuyo mandato terminó.',
    },
    {
      en: 'Sign in from another country, if eIDAS is behind it: names and numbers look different.',
      es: 'Entra desde otro país, si detrás está eIDAS: los nombres y números son distintos.',
    },
  ],
  tested: 'sandbox',
  source: 'unconfirmed',
  doubts: [
    {
      en: 'No broker’s documentation was read; the names of claims are those of the sandbox. The rules of DigiD come from the public issues of a forms engine.',
      es: 'No se leyó la documentación de ningún intermediario; los nombres de los datos son los del ambiente de pruebas de Plaza. Las reglas de DigiD vienen de las incidencias públicas de un motor de formularios.',
    },
  ],
};
