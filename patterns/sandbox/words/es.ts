import type { SandboxWords } from './words.ts';

/** Lo que dice el banco de pruebas en español. */
export default {
  name: 'Plaza: banco de pruebas',
  languages: 'Idioma',
  skip: 'Ir al contenido principal',
  back: 'Volver',

  inbox: 'Correos que enviaron tus servicios',
  inboxLead:
    'Todo correo llega aquí, sea para quien sea, y no sale de aquí. Queda en la memoria: se pierde cuando paras el banco de pruebas.',
  server: 'Envía tus correos a:',
  none: 'Todavía no llega nada.',
  lookAgain: 'Mirar otra vez',
  noSubject: '(sin asunto)',
  to: 'Para',
  from: 'De',
  received: 'Llegó',
  headers: 'Todos los encabezados',
  html: 'El HTML de este correo, como fue escrito',
  attachments: 'Archivos',
  noText: 'El correo no tiene palabras fuera de su HTML.',

  control: 'Cómo se porta el servidor de correo',
  controlLead: 'Mira qué hace tu servicio cuando los correos no pasan.',
  behaviour: 'Desde ahora debe',
  accept: 'recibir todos los correos',
  refuse: 'rechazar para siempre',
  refuseHint: 'Como si la casilla no existiera: responde 550.',
  'refuse-for-now': 'rechazar por ahora',
  'refuse-for-nowHint': 'Como si estuviera ocupado: responde 451.',
  slow: 'ser lento',
  slowHint: 'Hace esperar al servicio y después recibe el correo.',
  unreachable: 'no estar',
  unreachableHint: 'Nadie puede conectarse con él.',
  save: 'Guardar',
  saved: 'Desde ahora lo hace así.',
  clear: 'Borrar todos los correos',
  now: 'El servidor de correo se porta mal, porque tú lo pediste.',

  notFound: 'Aquí no hay ninguna página',
  notFoundHelp: 'Quizás el correo se borró, o el banco de pruebas partió de nuevo.',
  refused: 'No aceptamos esto',
  refusedHelp: 'Se envió desde otro sitio. Presiona el botón en la página del banco de pruebas.',
} satisfies SandboxWords;
