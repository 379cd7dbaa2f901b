import {
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';
import metadata from 'libphonenumber-js/min/metadata';

/** What there is to say about a telephone number, by the key of the words for it. */
export type PhoneProblem =
  'phoneUnreadable' | 'phoneWithoutCode' | 'phoneUnknownCode' | 'phoneTooShort' | 'phoneTooLong' | 'phoneLength';

/** What was read: the number as machines dial it, or what is wrong with it. */
export interface PhoneReading {
  /** E.164, such as `+56912345678`; the empty string where nothing can be read. */
  value: string;
  /** What is dialled after the number, inside an office. */
  extension?: string;
  problem?: PhoneProblem;
  /** What the words need: whose numbers, how they begin, and how many digits follow. */
  values?: { country: string; code: string; least: number; most: number; lengths: string };
}

export interface PhoneOptions {
  /** ISO 3166, such as `CL`: whose numbers need no code. Without it every number begins with `+`. */
  country?: string;
  /** BCP 47 tag of the page, for the names of countries. */
  language: string;
}

const problems = {
  TOO_SHORT: 'phoneTooShort',
  TOO_LONG: 'phoneTooLong',
  INVALID_LENGTH: 'phoneLength',
} as const;

/**
 * Reads a telephone number from what a person typed: with spaces, brackets, dashes, a leading nought or `+`, an extension.
 * It says whether a number is possible in its country, not whether anybody answers: new ones are given out every day.
 *
 * @param typed What was typed; nothing typed is nothing wrong.
 */
export function readPhone(typed: string, { country, language }: PhoneOptions): PhoneReading {
  const text = typed.trim();
  if (!text) return { value: '' };
  const home = isCountry(country) ? country : undefined;
  const options = home ? { defaultCountry: home } : undefined;
  const number = parsePhoneNumberFromString(text, { ...options, extract: false });
  const wrong = validatePhoneNumberLength(text, options);
  if (wrong === 'INVALID_COUNTRY' && !text.startsWith('+')) return { value: '', problem: 'phoneWithoutCode' };
  if (wrong === 'INVALID_COUNTRY') return { value: '', problem: 'phoneUnknownCode' };
  if (wrong === 'NOT_A_NUMBER') return { value: '', problem: 'phoneUnreadable' };
  if (wrong) {
    const main = number && metadata.country_calling_codes[number.countryCallingCode]?.[0];
    return { value: '', problem: problems[wrong], ...withValues(number?.country ?? main ?? home, language) };
  }
  if (!number) return { value: '', problem: 'phoneUnreadable' };
  return { value: number.number, ...(number.ext && { extension: number.ext }) };
}

/** Whether numbers of a country can be read. */
export function isCountry(country: string | null | undefined): country is CountryCode {
  return !!country && isSupportedCountry(country);
}

function withValues(country: CountryCode | undefined, language: string): Pick<PhoneReading, 'values'> {
  if (!country) return {};
  const plan = new Metadata();
  plan.selectNumberingPlan(country);
  const lengths = plan.numberingPlan!.possibleLengths();
  return {
    values: {
      country: new Intl.DisplayNames(language, { type: 'region' }).of(country)!,
      code: `+${getCountryCallingCode(country)}`,
      least: Math.min(...lengths),
      most: Math.max(...lengths),
      lengths: new Intl.ListFormat(language, { type: 'disjunction' }).format(lengths.map(String)),
    },
  };
}
