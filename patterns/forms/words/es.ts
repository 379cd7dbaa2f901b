import type { FormWords } from './catalogue.ts';

/** Lo que dice el servicio en español, además de lo que dicen los elementos. */
export default {
  nulTaken: '“{label}” tenía un carácter que no se puede guardar (NUL). Lo quitamos: revisa tu respuesta.',
  textCut: '“{label}” es demasiado largo para mostrarlo entero. Guardamos los primeros {most} caracteres: acórtalo.',
  invisible: 'Borra de “{label}” el carácter que no se ve y que no podemos guardar',
  integer: 'Escribe un número entero, como 12',
  decimal: 'Escribe un número, como 12,5',
  optionUnknown: 'Elige una opción de la lista de “{label}”',

  yes: 'Sí',
  no: 'No',
  notSaid: 'Prefiero no decirlo',
  chooseOption: 'Elige una opción',
  or: 'o',
  optional: '{label} (opcional)',
  dayLabel: 'Día',
  monthLabel: 'Mes',
  yearLabel: 'Año',
  dateHint: 'Por ejemplo, 27 3 1980',
  givenNames: 'Nombres',
  familyNames: 'Apellidos',
  familyNamesHint: 'Déjalo vacío si no tienes',
  street: 'Calle y número',
  streetHint: 'Si no hay número, escribe “sin número”',
  unit: 'Departamento, casa o parcela (opcional)',
  commune: 'Comuna',
  region: 'Región',
  textLimit: 'Puedes escribir hasta {most} caracteres',
  why: 'Por qué lo preguntamos',

  errorPrefix: 'Error:',
  thereIsAProblem: 'Hay un problema',
  continue: 'Continuar',
  back: 'Volver',
  start: 'Empezar',
  needed: 'Necesitas',
  saved: 'Guardamos tus respuestas hasta el {date}. Puedes cerrar esta página y volver después.',
  resume: 'Volver a lo que empezaste',

  checkHeading: 'Revisa tus respuestas',
  checkLead: 'Todavía no se envía nada. Lee tus respuestas y cambia lo que no esté bien.',
  change: 'Cambiar',
  noAnswer: 'Sin respuesta',
  fileKept: 'está guardado. Elige otro archivo solo para reemplazarlo.',
  chooseFileAgain: 'Elige también tu archivo de nuevo.',
  declarationHeading: 'Antes de enviar',
  declarationMissing: 'Marca la casilla si estás de acuerdo',
  nameMissing: 'Escribe tu nombre completo para firmar',
  typedName: 'Tu nombre completo',
  send: 'Enviar',
  dropped: 'Estas respuestas ya no hacen falta y no se envían. Si cambias de opinión, siguen aquí.',

  sentHeading: 'Enviado',
  reference: 'Tu número de referencia',
  keepReference: 'Anótalo. Lo necesitas cuando nos llames o vengas.',
  whatYouSent: 'Lo que enviaste',
  sentOn: 'Enviado el',
  declared: 'Lo que declaraste',
  signed: 'Firma: {name}',
  downloadCopy: 'Descargar una copia (PDF)',
  copyPage: 'Página {page} de {pages}',
  copyMissing:
    'Esta copia no puede mostrar todos los signos que escribiste. Donde no puede, ves {sign}. La página donde la descargaste los muestra todos.',
  statusHeading: 'Qué pasa con tu solicitud',
  passedOn: 'La tiene la oficina',
  waiting: 'La tenemos y la estamos pasando a la oficina. No tienes que hacer nada.',

  lateAnswers:
    'Ya habías enviado esto, así que las respuestas que diste recién no se enviaron. Abajo está lo que tenemos. Para cambiarlo, dinos tu número de referencia.',

  addFirst: '¿Quieres agregar uno?',
  itemRemove: 'Quitar',
  removeHeading: '¿Quieres quitar {item}?',
  removeLead: 'También se quita lo que escribiste ahí.',
  removed: 'Lo quitamos.',
  undo: 'Volver a poner',
  itemsTooFew: { one: 'Agrega al menos {count}', other: 'Agrega al menos {count}' },
  itemsTooMany: { one: 'Puedes agregar {count} como máximo', other: 'Puedes agregar {count} como máximo' },
  anotherMissing: 'Elige si quieres agregar otro',

  saveHeading: 'Volver más tarde',
  saveLink: 'Guardar y volver más tarde',
  saveLead:
    'Está guardado todo hasta tu último “Continuar”. Para volver, en este aparato o en otro, necesitas este código:',
  saveUntil: 'El código sirve hasta el {date}.',
  saveNew: 'Pedir un código nuevo',
  saveNewHint: 'El código anterior deja de servir.',
  saveGoOn: 'Seguir ahora',
  returnHeading: 'Volver a lo que empezaste',
  returnLabel: 'Tu código',
  returnHint: '10 letras y números, como 7KD4M-X92PC. Los espacios no importan.',
  returnWrong: 'No conocemos este código. Revísalo o empieza de nuevo.',

  emailHeading: 'Recibir un enlace por correo',
  emailLabel: 'Correo electrónico',
  emailHint: 'Te enviamos un enlace para volver. No usamos tu correo para nada más.',
  emailReminderHint: 'También te avisamos {days} días antes de que termine el plazo.',
  emailSend: 'Enviarme un enlace',
  emailTooMany: 'Hoy pediste {most} enlaces y no podemos enviar más. Inténtalo de nuevo mañana, o pide un código.',
  codeHeading: 'O pedir un código',
  codeLead: 'Anótalo. Con él puedes volver en este aparato o en otro.',
  mailedHeading: 'Te estamos enviando un enlace',
  mailedLead: 'El correo va a {email}. Puede tardar unos minutos.',
  mailedHelp: 'Si no llega nada, mira en la carpeta de correo no deseado, revisa la dirección o pide un código.',
  linkUntil: 'El enlace sirve hasta el {date}.',
  linkHeading: 'Volver a lo que empezaste',
  linkLead: 'Presiona el botón para ver tus respuestas en este navegador.',
  linkOpen: 'Abrir mis respuestas',
  linkWrong: 'Este enlace no sirve',
  linkWrongHelp:
    'Puede que no esté completo, que haya pasado el plazo, o que después hayas pedido un enlace a otra dirección. Si tienes un código, vuelve con él.',
  letterSubject: '{agency}: tu enlace para volver',
  letterLead: 'Pediste a {agency} un enlace a un formulario que empezaste. Lleva a lo que escribiste:',
  letterSecret: 'Quien tenga el enlace puede ver tus respuestas. No se lo des a nadie.',
  letterNotYou: 'Si no lo pediste tú, no tienes que hacer nada.',
  reminderSubject: '{agency}: tienes hasta el {date}',
  reminderLead:
    'Empezaste un formulario de {agency} y no lo has enviado. Puedes terminarlo hasta el {date}; después lo borramos. Este enlace lleva a lo que escribiste:',

  conflictHeading: 'Esta página se cambió en otra parte',
  conflictLead:
    'Mientras tenías abierta esta página se guardaron otras respuestas, quizás en otra pestaña o en otro aparato. Elige cuáles quieres dejar.',
  conflictSaved: 'Guardado antes',
  conflictYours: 'Lo que escribiste ahora',
  conflictChoose: 'Elige qué respuesta dejar en “{label}”',

  tasksDone: '{done} de {count} secciones listas',
  taskCompleted: 'Lista',
  taskInProgress: 'En curso',
  taskNotStarted: 'Sin empezar',
  taskWaiting: 'Aún no puedes empezar',
  taskWaits: 'Lo que se pregunta aquí depende de otras secciones. Responde esas primero.',
  taskCheck: 'Revisar tus respuestas y enviar',
  taskCheckWaits: 'Puedes hacerlo cuando estén listas las demás secciones',

  changedHeading: 'Qué cambió desde que empezaste',
  changedLead: 'Este servicio tiene una versión nueva. Tus demás respuestas siguen guardadas.',
  changedNothing: 'Este servicio tiene una versión nueva. Todas tus respuestas siguen guardadas.',
  changedAgain: 'Responde otra vez',
  changedNew: 'Preguntas nuevas',
  changedGone: 'Ya no hace falta',
  changedGoneSome: {
    one: '{count} de tus respuestas ya no hace falta.',
    other: '{count} de tus respuestas ya no hacen falta.',
  },
  changesAfter:
    'Este servicio tiene una versión nueva. Puedes enviar tus respuestas así hasta el {date}. Después quizás tengas que responder otra vez algunas preguntas.',

  alreadySent: 'Esto ya se envió.',
  notReached: 'Antes de esto falta responder algo.',
  notYours: 'No podemos mostrar esto',
  notYoursHelp:
    'Puede ser de otra persona, puede estar enviado, o puede haber pasado el plazo. Si lo empezaste tú, vuelve con tu código.',
  noCookie:
    'Tu navegador no envió una cookie, y sin ella no sabemos que estas respuestas son tuyas. Si acabas de empezar, permite las cookies de este sitio y empieza de nuevo. Si empezaste en otro aparato, vuelve con tu código.',
  notFound: 'No encontramos la página',
  notFoundHelp: 'Revisa la dirección o empieza en la primera página del servicio.',
  toStart: 'Ir a la primera página del servicio',
  unavailable: 'El servicio no funciona en este momento',
  unavailableHelp:
    'No pudimos guardar tus últimas respuestas. Siguen en tu navegador: vuelve atrás en unos minutos y envíalas otra vez.',
  unavailableHere:
    'Ahora no podemos guardar, así que nada de esta página quedó guardado todavía. Tus respuestas siguen aquí: espera unos minutos y presiona “Continuar” otra vez.',
  failedHere:
    'La falla es nuestra: algo salió mal y nada de esta página quedó guardado todavía. Tus respuestas siguen aquí: presiona “Continuar” otra vez en unos minutos.',
  anotherSite:
    'Este formulario se envió desde otro sitio, por eso no lo aceptamos. Revisa las respuestas. Si son tuyas, presiona “Continuar”.',
  noProof:
    'No pudimos saber si este formulario se envió desde nuestra página, así que nada quedó guardado todavía. Tus respuestas siguen aquí: presiona “Continuar” otra vez. Si ves esto dos veces, permite las cookies de este sitio.',
  broken:
    'Tus respuestas no llegaron completas, así que nada quedó guardado todavía. Revísalas, agrega lo que falta y presiona “Continuar” otra vez.',
  formTooLarge:
    'El archivo que elegiste es demasiado grande para recibirlo, así que nada quedó guardado todavía. Revisa tus respuestas, elige uno más liviano y presiona “Continuar” otra vez.',
  tooManyBegun:
    'Recién se empezaron muchísimos formularios por la misma conexión a internet que usas tú, así que el tuyo tiene que esperar un poco.',
  tooManyCodes:
    'Recién se probaron muchísimos códigos que no conocemos por la misma conexión a internet que usas tú, así que el tuyo tiene que esperar un poco. No se borró nada.',
  tooManyLetters:
    'Recién se enviaron muchísimos enlaces por la misma conexión a internet que usas tú, así que el tuyo tiene que esperar un poco. Ya puedes pedir un código.',
  tooManyFiles:
    'Recién llegaron muchísimos archivos, así que todavía no pudimos guardar este. Lo que escribiste sigue aquí.',
  tooManySent:
    'Recién se enviaron muchísimos formularios, así que el tuyo tiene que esperar un poco. Tus respuestas están guardadas.',
  tooManyWait: {
    one: 'Espera {count} minuto e inténtalo de nuevo.',
    other: 'Espera {count} minutos e inténtalo de nuevo.',
  },
  trapLabel: 'Deja este campo vacío',
  trapFilled:
    'Se llenó un campo que no se ve, quizás por un programa de tu navegador. Lo quitamos: presiona “Empezar” para seguir.',
  closed: 'Este servicio está cerrado',
  closedHelp: 'Cerró el {date}.',
  notOpen: 'Este servicio todavía no abre',
  notOpenHelp: 'Abre el {date}.',
  closing: 'Este servicio cierra el {date}.',
  appeal: 'Si no estás de acuerdo',
  languages: 'Idioma',
  skip: 'Ir al contenido principal',
} satisfies FormWords;
