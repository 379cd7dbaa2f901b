import type { Asked, ErrorCode, LabelledPart, Problem, Typed } from './question-type.ts';
import { plainDigits } from '@plaza-ds/components/read/number';

/** What was typed into each part, without spaces around it; the empty string where nothing was. */
export type PartTexts = Readonly<Record<string, string>>;

/** One way in which the world writes down an account. */
export interface AccountScheme<Account> {
  /** What is asked, in order. */
  parts(asked: Asked): readonly LabelledPart[];
  /** Reads the parts that were filled in; what is missing is said by who calls. The account is whole where there is no problem. */
  read(texts: PartTexts, asked: Asked): { account: Account; problems: readonly Problem[] };
  /** An account as it is typed. */
  write(account: Account): Partial<PartTexts>;
  /** An account as people compare it with what their bank says. */
  say(account: Account, asked: Asked): string;
  examples: { right: readonly [Typed, Account][]; wrong: readonly [Typed, ErrorCode][] };
}

/** A number as it was typed or pasted, in capitals and digits of ASCII: without spaces, dots, hyphens and what nobody sees. */
export function bareNumber(text: string): string {
  return plainDigits(text)
    .replace(/[.·\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase();
}
