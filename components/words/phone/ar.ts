import type { Template } from '../../shared/words.js';
import type english from './en.js';

/** What is said about telephone numbers, in Arabic. */
const arabic: Record<keyof typeof english, Template> = {
  phoneUnreadable: 'اكتب رقم الهاتف بالأرقام',
  phoneWithoutCode: 'ابدأ الرقم بعلامة + ورمز البلد',
  phoneUnknownCode: 'تحقق من بداية الرقم: لا يوجد بلد بهذا الرمز',
  phoneTooShort: 'الرقم قصير جدًا. في {country} لا يقل عدد الأرقام بعد \u2066{code}\u2069 عن {least}',
  phoneTooLong: 'الرقم طويل جدًا. في {country} لا يزيد عدد الأرقام بعد \u2066{code}\u2069 عن {most}',
  phoneLength: 'تحقق من الرقم. في {country} عدد الأرقام بعد \u2066{code}\u2069 هو {lengths}',
};

export default arabic;
