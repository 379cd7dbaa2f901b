import type { Template } from '../../shared/words.js';
import type english from './en.js';

/** What is said of files on their way, in Arabic. */
const arabic: Record<keyof typeof english, Template> = {
  uploadWaiting: 'في انتظار الإرسال',
  uploadSending: 'قيد الإرسال، {percent}',
  uploadChecking: 'أُرسل. قيد الفحص',
  uploadLost: 'انقطع الاتصال. يستمر الإرسال تلقائيًا عند عودته',
  uploadTryAgain: 'حاول الآن',
  uploadAccepted: 'مقبول',
  uploadUnchecked: 'استُلم. لم يُفحص بعد بحثًا عن الفيروسات',
  uploadSaid: '{name}: {state}',
  uploadsArrived: 'الملفات التي وصلت',
  uploadHeld: 'في انتظار {name}. تنتقل الصفحة تلقائيًا بعد إرساله',
};

export default arabic;
