import type { Template } from '../../shared/words.js';
import type english from './en.js';

/** What is said about national numbers, in Spanish. */
const spanish: Record<keyof typeof english, Template> = {
  nationalMalformed: 'Revisa el número: escríbelo completo, como en el ejemplo',
  nationalCharacter: 'Revisa el número: “{character}” no puede estar en él',
  nationalCheckDigit: {
    one: 'Revisa el número: el último carácter, “{character}”, no corresponde a los demás',
    other: 'Revisa el número: los últimos {count} caracteres, “{character}”, no corresponden a los demás',
  },
  nationalCheckWarning: {
    one: 'El último carácter, “{character}”, no corresponde a los demás. Si tu documento dice eso, continúa',
    other:
      'Los últimos {count} caracteres, “{character}”, no corresponden a los demás. Si tu documento dice eso, continúa',
  },
  nationalUnknownScheme: 'No podemos revisar este número ahora. Continúa, y lo revisaremos después',
};

export default spanish;
