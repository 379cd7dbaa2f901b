import type { Definition } from '@plaza-ds/forms';

const w = (en: string, es: string, ar: string) => ({ en, es, ar });

/** A service that asks for a list, and stops people once to tell them something; also from right to left. */
export const family: Definition = {
  id: 'family',
  version: 1,
  languages: ['en', 'es', 'ar'],
  title: w('Get money for your children', 'Pide el apoyo por tus hijos', 'احصل على دعم لأطفالك'),
  agency: w('Municipality of Peñaluna', 'Municipalidad de Peñaluna', 'بلدية بينيالونا'),
  timeZone: 'America/Santiago',
  data: {
    type: 'object',
    properties: {
      children: {
        type: 'array',
        items: {
          type: 'object',
          properties: { name: { $ref: 'std:person-name' }, birth: { $ref: 'std:date' } },
          required: ['name', 'birth'],
        },
      },
      income: { $ref: 'std:text' },
    },
    required: ['income'],
  },
  questions: {
    'children/*/name': { label: w('Name of the child', 'Nombre del niño o la niña', 'اسم الطفل') },
    'children/*/birth': { label: w('Date of birth', 'Fecha de nacimiento', 'تاريخ الميلاد') },
    income: { label: w('Who earns money at home?', '¿Quién gana dinero en tu casa?', 'من يكسب المال في بيتك؟') },
  },
  pages: [
    {
      repeat: 'children',
      id: 'children',
      min: 1,
      max: 8,
      heading: w('Your children', 'Tus hijos', 'أطفالك'),
      item: w('Child {number}', 'Hijo {number}', 'الطفل {number}'),
      another: w('Do you have another child?', '¿Tienes otro hijo?', 'هل لديك طفل آخر؟'),
      summary: ['children/*/name', 'children/*/birth'],
      pages: [
        {
          id: 'child',
          ask: ['children/*/name', 'children/*/birth'],
          heading: w('Your child', 'Tu hijo o hija', 'طفلك'),
        },
      ],
    },
    {
      id: 'truth',
      ask: [],
      kind: 'interruption',
      heading: w('We compare what you write', 'Comparamos lo que escribes', 'نقارن ما تكتبه'),
      text: [
        w(
          'We look in the registers. If something is missing, you may have to pay money back.',
          'Miramos en los registros. Si falta algo, puede que tengas que devolver dinero.',
          'ننظر في السجلات. إذا نقص شيء فقد تضطر إلى إعادة المال.',
        ),
      ],
    },
    { id: 'income', ask: ['income'] },
  ],
};
