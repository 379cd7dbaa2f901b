import { latinDigits } from '../shared/digits.js';

/** What there is to say about a number, by the key of the words for it. */
export type NationalProblem =
  'nationalMalformed' | 'nationalCharacter' | 'nationalCheckDigit' | 'nationalUnknownScheme';

/** What was read: the bare number and how it is shown, or what is wrong with it. */
export interface NationalReading {
  outcome: 'ok' | 'malformed' | 'check-digit-wrong' | 'unknown-scheme';
  /** The number without dots, hyphens and spaces, in capitals; the empty string where it cannot be one. */
  value: string;
  /** The number in groups, as its country writes it; the empty string where it cannot be one. */
  shown: string;
  problem?: NationalProblem;
  /** What the words need: the character that is named, and how many. */
  values?: { character: string; count: number };
}

/** How the numbers of one kind are read. A country's own may be added to `schemes`. */
export interface Scheme {
  /** The characters a number may have, once dots, hyphens and spaces are off. */
  characters: RegExp;
  /** How many characters at the end are made from the others. */
  checked: number;
  validate(bare: string): { isValid: boolean; compact?: string; error?: { name: string } };
  format(bare: string): string;
}

type Check = Pick<Scheme, 'validate' | 'format'>;

/** Digits only, and the last one checks the others, unless it says otherwise. */
const scheme =
  (load: () => Promise<Check>, characters = /\d/, checked = 1) =>
  async (): Promise<Scheme> => {
    const { validate, format } = await load();
    return { characters, checked, validate, format };
  };

/** The numbers that can be read, by country and name. Each fetches its own check, when it is first asked for. */
export const schemes: Record<string, () => Promise<Scheme>> = {
  'ar-cuit': scheme(() => import('#stdnum/ar/cuit.js')),
  'br-cpf': scheme(() => import('#stdnum/br/cpf.js'), /\d/, 2),
  'cl-rut': scheme(() => import('#stdnum/cl/rut.js'), /[\dK]/),
  'ec-ci': scheme(() => import('#stdnum/ec/ci.js')),
  'es-dni': scheme(() => import('#stdnum/es/dni.js'), /[\dA-Z]/),
  'es-nie': scheme(() => import('#stdnum/es/nie.js'), /[\dA-Z]/),
  'nl-bsn': scheme(() => import('#stdnum/nl/bsn.js')),
  'uy-ci': scheme(() => import('#stdnum/uy/cedula.js')),
};

/** Fetches one of the schemes; undefined where there is none of this name. */
export async function schemeNamed(name: string | null): Promise<Scheme | undefined> {
  return name && Object.hasOwn(schemes, name) ? schemes[name]!() : undefined;
}

/**
 * Reads a national number from what a person typed: with or without dots, hyphens and spaces, in small or capital letters.
 * That a number is well formed does not say whose it is: it is no proof of identity.
 *
 * @param typed What was typed; nothing typed is nothing wrong.
 * @param scheme What `schemeNamed` gave.
 */
export function readNationalNumber(typed: string, scheme: Scheme | undefined): NationalReading {
  const bare = latinDigits(typed)
    .replace(/[\s.·/\p{Pd}]/gu, '')
    .toUpperCase();
  if (!bare) return { outcome: 'ok', value: '', shown: '' };
  if (!scheme) return { outcome: 'unknown-scheme', value: bare, shown: '', problem: 'nationalUnknownScheme' };
  const stranger = [...bare].find((character) => !scheme.characters.test(character));
  if (stranger) return malformed('nationalCharacter', stranger);

  const { isValid, compact, error } = scheme.validate(bare);
  if (isValid) return { outcome: 'ok', value: compact!, shown: scheme.format(compact!) };
  if (error?.name !== 'InvalidChecksum') return malformed('nationalMalformed', '');
  const character = bare.slice(-scheme.checked);
  return {
    outcome: 'check-digit-wrong',
    value: bare,
    shown: scheme.format(bare),
    problem: 'nationalCheckDigit',
    values: { character, count: scheme.checked },
  };
}

function malformed(problem: NationalProblem, character: string): NationalReading {
  return { outcome: 'malformed', value: '', shown: '', problem, values: { character, count: 1 } };
}
