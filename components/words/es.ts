import type { Words } from '../shared/words.js';

/** The sentences that scripts write, in Spanish. */
const spanish: Words = {
  errorPrefix: 'Error:',
  thereIsAProblem: 'Hay un problema',
  sending: 'Enviando…',

  valueMissing: 'Completa “{label}”',
  optionMissing: 'Elige una opción en “{label}”',
  optionsMissing: 'Elige al menos una opción en “{label}”',
  noneAndOthers: 'Elige “{option}” o las otras opciones, no ambas',
  typeMismatch: 'Escribe un correo como nombre@ejemplo.org',
  urlMismatch: 'Escribe una dirección web que comience con https://',
  patternMismatch: 'Revisa “{label}”: escríbelo como en el ejemplo',
  tooShort: 'Escribe al menos {min} caracteres',
  rangeUnderflow: 'Escribe {min} o más',
  rangeOverflow: 'Escribe {max} o menos',
  stepMismatch: 'Escribe un número de {step} en {step}',
  badInput: 'Escribe un número',

  charactersLeft: { one: 'Te queda {count} carácter', other: 'Te quedan {count} caracteres' },
  charactersOver: {
    one: 'Acorta tu respuesta en {count} carácter',
    other: 'Acorta tu respuesta en {count} caracteres',
  },
  wordsLeft: { one: 'Te queda {count} palabra', other: 'Te quedan {count} palabras' },
  wordsOver: { one: 'Acorta tu respuesta en {count} palabra', other: 'Acorta tu respuesta en {count} palabras' },

  answersCleared: { one: 'Se quitó {count} respuesta', other: 'Se quitaron {count} respuestas' },
  questionsBelow: { one: 'Hay {count} pregunta más abajo', other: 'Hay {count} preguntas más abajo' },

  day: 'el día',
  month: 'el mes',
  year: 'el año',
  dateIncomplete: 'Agrega {parts} a la fecha',
  dateImpossible: 'Revisa la fecha: no existe',
  yearDigits: 'Escribe el año con 4 cifras, como 1980',
  dateUnderflow: 'Escribe el {min} o una fecha posterior',
  dateOverflow: 'Escribe el {max} o una fecha anterior',

  fileMissing: 'Elige un archivo en “{label}”',
  fileTooLarge: '“{name}” pesa {size}. Elige un archivo de {max} o menos',
  fileEmpty: '“{name}” está vacío. Elige otro archivo',
  fileType: '“{name}” es de otro tipo. Elige un archivo de los tipos de arriba',
  filesTooMany: 'Elige un solo archivo. Quita los demás',
  filesChosen: { one: '{files}, elegido', other: '{files}, {count} archivos elegidos' },
  fileRemove: 'Quitar {name}',
  fileRemoved: 'Se quitó {name}',
  dropEntered: 'Estás en la zona para soltar archivos',
  dropLeft: 'Saliste de la zona para soltar archivos',
};

export default spanish;
