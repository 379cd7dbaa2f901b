/**
 * The definition that the tests are hard on: support for a household. 60 questions, every type of question and every operator
 * of conditions, lists within a list, rules, ends before the end, in three languages and one that is none.
 */
import { readFileSync } from 'node:fs';
import type { Definition } from '../../definition/definition.ts';
import { pseudoLocale, withPseudoLocale } from '../pseudo-locale.ts';

export const household = JSON.parse(readFileSync(new URL('definition.json', import.meta.url), 'utf8')) as Definition;

/** The same with the pseudo-locale beside its languages. */
export const householdToLookAt = withPseudoLocale(household);

export const householdLanguages = [...household.languages, pseudoLocale];

/** The day on which the answers below are right: papers run out. */
export const today = '2026-11-27';

/** What is typed into the controls of a page, by their names, with a star for the item of a list. */
export type TypedPage = Readonly<Record<string, string | readonly string[]>>;

const date = (name: string, day: string, month: string, year: string): TypedPage => ({
  [`${name}/day`]: day,
  [`${name}/month`]: month,
  [`${name}/year`]: year,
});

/** Somebody who lives with others, each with an income, in a rented home with a damage: nearly every page is asked. */
export const typedPages: Readonly<Record<string, TypedPage>> = {
  for: { 'applicant/for': 'other' },
  helper: {
    'helper/name/given': 'Samira',
    'helper/name/family': 'Haddad Rojas',
    'helper/relation': 'family',
    'helper/phone': '9 1234 5678',
  },
  name: { 'applicant/name/given': 'ليلى', 'applicant/name/family': 'حداد' },
  run: { 'applicant/run': '33.333.333-3' },
  birth: date('applicant/birth', '27', '3', '1980'),
  nationality: { 'applicant/nationality': 'other' },
  'nationality-other': { 'applicant/nationality-other': 'Jordana' },
  residence: date('applicant/residence-until', '30', '4', '2028'),
  language: { 'applicant/language': 'ar' },
  address: {
    'contact/address/street': 'Calle Larga 12',
    'contact/address/commune': 'Peñaluna',
    'contact/address/region': 'Los Ríos',
  },
  since: date('contact/since', '1', '3', '2019'),
  contact: {
    'contact/email': 'laila@example.org',
    'contact/phone': '+56 9 1234 5678',
    'contact/how': ['email', 'letter'],
  },
  alone: { 'household/alone': 'no' },
  member: {
    'members/*/name/given': 'Nadia',
    'members/*/name/family': 'Rojas',
    ...date('members/*/birth', '5', '9', '2006'),
    'members/*/relation': 'child',
    'members/*/run': '44.444.444-4',
  },
  studies: { 'members/*/studies': 'yes' },
  school: { 'members/*/school': 'Universidad del Sur' },
  works: { 'members/*/works': 'yes' },
  income: {
    'members/*/incomes/*/kind': 'wage',
    'members/*/incomes/*/amount': '650.000',
    'members/*/incomes/*/every': 'month',
  },
  'income-since': date('members/*/incomes/*/since', '1', '2', '2025'),
  'income-proof': {},
  disability: { 'members/*/disability': 'yes' },
  care: { 'members/*/care-hours': '14' },
  'many-children': {},
  pregnant: { 'health/pregnant': 'yes' },
  due: date('health/due', '20', '1', '2027'),
  needs: { 'health/needs': ['medicine', 'equipment'] },
  equipment: { 'health/equipment': 'A machine to breathe at night.' },
  credential: { 'health/credential': '1234567' },
  situation: { 'work/situation': 'employed' },
  job: { 'work/employer': 'Panadería Sol' },
  earnings: { 'work/hours': '37,5', 'work/income': '480.000' },
  home: { 'home/kind': 'rent' },
  rent: { 'home/rent': '350.000' },
  rooms: { 'home/rooms': '3', 'home/area': '52,5', 'home/heating': ['wood', 'gas'] },
  damage: { 'home/damage': 'yes' },
  'damage-what': { 'home/damage-text': 'The roof leaks.\nThe north wall is damp.' },
  'before-money': {},
  savings: { 'money/savings': '200.000' },
  'other-support': { 'money/other-support': 'yes' },
  'other-which': { 'money/other-which': 'A food basket each month' },
  'new-rates': {},
  account: { 'money/bank': 'coop', 'money/account': '123 456 789' },
  origin: { 'equality/origin': 'not-said' },
  gender: { 'equality/gender': 'woman' },
};
