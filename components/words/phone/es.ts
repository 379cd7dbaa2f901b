import type { Template } from '../../shared/words.js';
import type english from './en.js';

/** What is said about telephone numbers, in Spanish. */
const spanish: Record<keyof typeof english, Template> = {
  phoneUnreadable: 'Escribe el número de teléfono con cifras',
  phoneWithoutCode: 'Comienza el número con + y el código de su país',
  phoneUnknownCode: 'Revisa cómo comienza el número: ningún país tiene este código',
  phoneTooShort: 'El número es muy corto. En {country} tiene al menos {least} cifras después de {code}',
  phoneTooLong: 'El número es muy largo. En {country} tiene como máximo {most} cifras después de {code}',
  phoneLength: 'Revisa el número. En {country} tiene {lengths} cifras después de {code}',
};

export default spanish;
