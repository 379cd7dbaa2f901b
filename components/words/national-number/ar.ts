import type { Template } from '../../shared/words.js';
import type english from './en.js';

/** What is said about national numbers, in Arabic. */
const arabic: Record<keyof typeof english, Template> = {
  nationalMalformed: 'تحقق من الرقم: اكتبه كاملًا كما في المثال',
  nationalCharacter: 'تحقق من الرقم: «{character}» ليس منه',
  nationalCheckDigit: {
    zero: 'تحقق من الرقم: نهايته «{character}» لا توافق بقيته',
    one: 'تحقق من الرقم: الخانة الأخيرة «{character}» لا توافق بقيته',
    two: 'تحقق من الرقم: الخانتان الأخيرتان «{character}» لا توافقان بقيته',
    few: 'تحقق من الرقم: الخانات الـ{count} الأخيرة «{character}» لا توافق بقيته',
    many: 'تحقق من الرقم: الخانات الـ{count} الأخيرة «{character}» لا توافق بقيته',
    other: 'تحقق من الرقم: الخانات الـ{count} الأخيرة «{character}» لا توافق بقيته',
  },
  nationalCheckWarning: {
    zero: 'نهاية الرقم «{character}» لا توافق بقيته. إذا كان كذلك في وثيقتك فتابع',
    one: 'الخانة الأخيرة «{character}» لا توافق بقية الرقم. إذا كان كذلك في وثيقتك فتابع',
    two: 'الخانتان الأخيرتان «{character}» لا توافقان بقية الرقم. إذا كان كذلك في وثيقتك فتابع',
    few: 'الخانات الـ{count} الأخيرة «{character}» لا توافق بقية الرقم. إذا كان كذلك في وثيقتك فتابع',
    many: 'الخانات الـ{count} الأخيرة «{character}» لا توافق بقية الرقم. إذا كان كذلك في وثيقتك فتابع',
    other: 'الخانات الـ{count} الأخيرة «{character}» لا توافق بقية الرقم. إذا كان كذلك في وثيقتك فتابع',
  },
  nationalUnknownScheme: 'لا يمكننا التحقق من هذا الرقم الآن. تابع وسننظر فيه لاحقًا',
};

export default arabic;
