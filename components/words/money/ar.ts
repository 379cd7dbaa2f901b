import type { Template } from '../../shared/words.js';
import type english from './en.js';

/** What is said about amounts of money, in Arabic. */
const arabic: Record<keyof typeof english, Template> = {
  moneyUnreadable: 'اكتب المبلغ بالأرقام، مثل 1500',
  moneyAmbiguous: 'يمكن قراءة «\u2066{typed}\u2069» بطريقتين. اكتب \u2066{whole}\u2069 أو \u2066{decimal}\u2069',
  moneyNoCents: 'اكتب المبلغ بلا كسور: ليس لهذه العملة كسور',
  moneyTooManyDecimals: {
    zero: 'اكتب المبلغ بلا كسور عشرية',
    one: 'اكتب المبلغ بخانة عشرية واحدة على الأكثر',
    two: 'اكتب المبلغ بخانتين عشريتين على الأكثر',
    few: 'اكتب المبلغ بما لا يزيد عن {count} خانات عشرية',
    many: 'اكتب المبلغ بما لا يزيد عن {count} خانة عشرية',
    other: 'اكتب المبلغ بما لا يزيد عن {count} خانة عشرية',
  },
  moneySaid: '{amount} {currency}',
  moneySaidRound: '{amount} {currency}',
};

export default arabic;
