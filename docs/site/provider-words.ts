import type { Source, Tested } from '../../patterns/identity/server/providers/facts/provider-facts.ts';
import type { Loa } from '../../patterns/identity/loa.ts';

/** What the pages of providers say around the facts. */
export interface ProviderWords {
  title: string;
  description: string;
  lead: string;
  guides: string;
  signIn: string;
  columns: readonly [provider: string, levels: string, tested: string, source: string];
  /** The whole of what is known of one, in two sentences. */
  tested: Record<Tested, string>;
  source: Record<Source, string>;
  inServer: string;
  environment: readonly [name: string, what: string];
  register: string;
  gives: string;
  givesNothing: string;
  levels: string;
  levelColumns: readonly [said: string, level: string];
  level: Record<Loa, string>;
  noLevels: string;
  asked: string;
  scope: string;
  proof: string;
  userInfo: Record<'GET' | 'POST' | 'none', string>;
  pushes: string;
  binds: string;
  signOut: Record<'everywhere' | 'here', string>;
  quirks: string;
  button: string;
  buttonDoubt: string;
  beforeLive: string;
  doubts: string;
  none: string;
}

const english: ProviderWords = {
  title: 'Providers of sign-in',
  description: 'For each provider how to register, what it gives, its quirks, and how sure we are of it.',
  lead: 'For each provider how to register, what it gives, its quirks, and what to check before you go live.',
  guides: 'Guides',
  signIn: 'Sign-in',
  columns: ['provider', 'levels', 'tested', 'what we know'],
  tested: {
    sandbox: 'tested against the sandbox’s provider, over HTTP, with its faults',
    contract: 'tested by its contract only: against texts as it would send them',
  },
  source: {
    standard: 'from the standard',
    read: 'read in a public source of the provider',
    'second-hand': 'second-hand',
    unconfirmed: 'not confirmed',
  },
  inServer: 'In your server',
  environment: ['in the environment', 'what it is'],
  register: 'Register',
  gives: 'What it gives',
  givesNothing: 'Who it is (`sub`), and nothing else.',
  levels: 'How sure it is',
  levelColumns: ['it says', 'we take it for'],
  level: { low: '`low`', substantial: '`substantial`', high: '`high`' },
  noLevels: 'only `low`',
  asked: 'How it is asked',
  scope: 'scope',
  proof: 'how your site shows who it is',
  userInfo: {
    GET: 'Userinfo is asked by GET.',
    POST: 'Userinfo is asked by POST.',
    none: 'There is no userinfo: all is in the ID token.',
  },
  pushes: 'The request is pushed (RFC 9126), so that nothing of it is in an address.',
  binds: 'Tokens are bound to a key (RFC 9449).',
  signOut: {
    everywhere: 'After signing out people read that they are signed out here and there.',
    here: 'After signing out people read that they may still be signed in there.',
  },
  quirks: 'What is special',
  button: 'Its button',
  buttonDoubt: 'We have not read the provider’s rules of the mark; read them before you go live.',
  beforeLive: 'Before you go live',
  doubts: 'What we do not know',
  none: 'Nothing that we know of. Tell us if you find something.',
};

const spanish: ProviderWords = {
  title: 'Proveedores de identidad',
  description: 'De cada proveedor: cómo registrarse, qué entrega, qué tiene de especial y qué tan seguros estamos.',
  lead: 'De cada proveedor: cómo registrarse, qué entrega, qué tiene de especial y qué revisar antes de publicar.',
  guides: 'Guías (en inglés)',
  signIn: 'Inicio de sesión (en inglés)',
  columns: ['proveedor', 'niveles', 'probado', 'qué sabemos'],
  tested: {
    sandbox: 'probado contra el proveedor del ambiente de pruebas, por HTTP, con sus fallas',
    contract: 'probado solo por su contrato: contra textos como los que enviaría',
  },
  source: {
    standard: 'según el estándar',
    read: 'leído en una fuente pública del proveedor',
    'second-hand': 'de segunda mano',
    unconfirmed: 'sin confirmar',
  },
  inServer: 'En tu servidor',
  environment: ['en el entorno', 'qué es'],
  register: 'Registrarse',
  gives: 'Qué entrega',
  givesNothing: 'Quién es (`sub`), y nada más.',
  levels: 'Qué tan seguro está',
  levelColumns: ['dice', 'lo tomamos por'],
  level: { low: '`low`', substantial: '`substantial`', high: '`high`' },
  noLevels: 'solo `low`',
  asked: 'Cómo se le pregunta',
  scope: 'scope',
  proof: 'cómo muestra tu sitio quién es',
  userInfo: {
    GET: 'Userinfo se pide por GET.',
    POST: 'Userinfo se pide por POST.',
    none: 'No hay userinfo: todo está en el ID token.',
  },
  pushes: 'La petición se envía antes (RFC 9126), así que nada de ella va en una dirección.',
  binds: 'Los tokens se ligan a una clave (RFC 9449).',
  signOut: {
    everywhere: 'Al cerrar sesión, las personas leen que la cerraron aquí y allá.',
    here: 'Al cerrar sesión, las personas leen que quizá siga abierta allá.',
  },
  quirks: 'Qué tiene de especial',
  button: 'Su botón',
  buttonDoubt: 'No leímos las reglas de la marca del proveedor; léelas antes de publicar.',
  beforeLive: 'Antes de publicar',
  doubts: 'Qué no sabemos',
  none: 'Nada que sepamos. Cuéntanos si encuentras algo.',
};

export const providerWords = { en: english, es: spanish };
