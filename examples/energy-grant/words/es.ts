import type { Words } from './en.ts';

/** What the service says in Spanish. */
const spanish: Words = {
  title: 'Pide un subsidio de energía para tu casa',
  lead: 'La Municipalidad de Peñaluna paga parte de las obras que mantienen tibia una casa. Toma unos 5 minutos.',
  needed: 'Necesitas una foto o un PDF de una cuenta o carta que muestre tu nombre y tu dirección.',
  send: 'Enviar solicitud',
  error: 'Error:',
  thereIsAProblem: 'Hay un problema',

  name: 'Nombre completo',
  nameHint: 'Como tú lo escribes',
  email: 'Correo electrónico',
  emailHint: 'Solo lo usamos para escribirte sobre esta solicitud',
  birthDate: 'Fecha de nacimiento',
  birthDateHint: 'Por ejemplo, 27 3 1980',
  day: 'Día',
  month: 'Mes',
  year: 'Año',
  region: 'Región',
  regionChoose: 'Elige una región',
  contact: '¿Cómo quieres saber de nosotros?',
  contactHint: 'Elige una opción',
  contacts: {
    email: 'Por correo electrónico',
    phone: 'Por teléfono',
    office: 'En persona',
  },
  contactHints: {
    email: 'Te escribimos al correo de más arriba',
    phone: 'Llamas al 800 000 000 y dictas tu número de solicitud',
    office: 'Vienes a la oficina municipal con tu número de solicitud',
  },
  needs: '¿Qué necesita tu casa?',
  needsHint: 'Elige todo lo que corresponda',
  or: 'o',
  needNames: {
    insulation: 'Aislar el techo o los muros',
    heating: 'Calefacción',
    windows: 'Ventanas',
    none: 'Nada de esto',
  },
  about: 'Sobre tu casa (opcional)',
  aboutHint: 'Por ejemplo, dónde hace frío o hay humedad. No escribas cosas privadas.',
  aboutLimit: (most) => `Puedes escribir hasta ${most} caracteres`,
  proof: 'Comprobante de tu dirección',
  proofHint: 'Una cuenta o carta con tu nombre: PDF, foto o escaneo, de hasta 5 MB',
  proofKept: 'está guardado. Elige otro archivo solo para reemplazarlo.',
  proofRemove: (file) => `Quitar ${file}`,

  errors: {
    nameMissing: 'Escribe tu nombre completo',
    nameTooLong: (most, count) => `Tu nombre debe tener ${most} caracteres o menos. Tiene ${count}.`,
    emailMissing: 'Escribe tu correo electrónico',
    emailWrong: 'Escribe un correo con @, como nombre@ejemplo.org',
    dateMissing: 'Escribe tu fecha de nacimiento',
    dateIncomplete: (parts) => `Agrega ${parts} a la fecha`,
    dateNotReal: 'Revisa la fecha: no existe',
    yearDigits: 'Escribe el año con 4 cifras, como 1980',
    dateFuture: 'Tu fecha de nacimiento debe ser hoy o antes',
    dateTooEarly: 'Tu fecha de nacimiento debe ser el 1 de enero de 1900 o después',
    parts: { day: 'el día', month: 'el mes', year: 'el año' },
    regionMissing: 'Elige tu región',
    contactMissing: 'Elige cómo quieres saber de nosotros',
    needsMissing: 'Elige lo que necesita tu casa, o “Nada de esto”',
    needsNoneWithOthers: 'Elige “Nada de esto” o las otras opciones, no ambas',
    needsUnknown: 'Elige en la lista lo que necesita tu casa',
    aboutTooLong: (count, shown) => `Acorta tu respuesta en ${shown} ${count === 1 ? 'carácter' : 'caracteres'}`,
    nul: (label) => `“${label}” tenía un carácter que no se puede guardar (NUL). Lo quitamos: revisa tu respuesta.`,
    cut: (label, most) =>
      `“${label}” es demasiado largo para mostrarlo entero. Guardamos los primeros ${most} caracteres: acórtalo.`,
    proofMissing: 'Elige un archivo que muestre tu nombre y tu dirección',
    proofTooLarge: 'El archivo pesa más de 5 MB. Elige uno más liviano, o una foto de la página.',
    proofFarTooLarge: 'El archivo que elegiste es demasiado grande para recibirlo. Elige uno de 5 MB o menos.',
    proofEmpty: 'El archivo está vacío. Elige otro.',
    proofType: 'El archivo no es de los que podemos abrir. Elige uno PDF, JPEG, PNG, WebP o HEIC.',
    proofGone: 'Ya no tenemos el archivo que elegiste antes. Elígelo de nuevo.',
    unnamedFile: 'archivo',
  },

  notices: {
    anotherSite:
      'Este formulario se envió desde otro sitio, así que no lo aceptamos. Revisa las respuestas. Si son tuyas, envíalo de nuevo desde aquí.',
    noProof:
      'No pudimos saber si este formulario se envió desde nuestra página, así que todavía no se envió nada. Tus respuestas siguen aquí: envíalo de nuevo. Si ves esto dos veces, permite las cookies de este sitio.',
    broken:
      'Tu formulario no llegó entero, así que todavía no se envió nada. Revisa tus respuestas, agrega lo que falte y envíalo de nuevo.',
    unavailable:
      'No podemos guardar tu solicitud ahora, así que todavía no se envió nada. Tus respuestas siguen aquí: espera unos minutos y envíala de nuevo.',
    failed:
      'La falla es nuestra: algo salió mal y todavía no se envió nada. Tus respuestas siguen aquí: envíala de nuevo en unos minutos.',
    chooseFileAgain: 'Elige también tu archivo de nuevo.',
    fileRemoved: 'Quitamos tu archivo.',
    otherKind: 'No pudimos leer lo que llegó, así que todavía no se envió nada. Completa este formulario y envíalo.',
  },

  confirmation: {
    title: 'Solicitud enviada',
    reference: 'Tu número de solicitud',
    keep: 'Anótalo. Lo necesitas cuando nos llames o vengas a vernos.',
    next: 'Qué pasa ahora',
    steps: [
      'Revisamos tu solicitud en 15 días hábiles.',
      'Si falta algo, te decimos qué, y tienes 30 días para enviarlo.',
      'Si la aprobamos, visitamos tu casa antes de que empiecen las obras.',
    ],
    how: {
      email: 'Recibes nuestra respuesta por correo electrónico.',
      phone: 'Llama al 800 000 000, de lunes a viernes, de 8:30 a 17:00, y dicta tu número de solicitud.',
      office: 'Ven a la oficina municipal, de lunes a viernes, de 8:30 a 14:00, con tu número de solicitud.',
    },
    sent: 'Lo que enviaste',
    sentOn: 'Enviada el',
    noAnswer: 'Sin respuesta',
    another: 'Empezar otra solicitud',
  },

  alreadySent: {
    title: 'Ya enviaste esta solicitud',
    explain:
      'Enviaste antes este formulario con otras respuestas. Abajo está lo que tenemos; las respuestas que diste recién no se enviaron.',
    change: 'Para cambiar lo que enviaste, llama al 800 000 000 y dicta tu número de solicitud.',
    startWithAnswers: 'Empezar otra con tus últimas respuestas',
    startEmpty: 'Empezar otra vacía',
  },

  unknownApplication: 'No encontramos esa solicitud',
  unknownApplicationHelp: 'Revisa la dirección, o llama al 800 000 000 con tu número de solicitud.',
};

export default spanish;
