import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import schema from '@plaza-ds/forms/definition.schema.js';
import type { Definition } from '../definition/definition.ts';
import { channelFaults } from './channels.ts';
import { circleFaults } from './conditions.ts';
import type { Fault } from './fault.ts';
import { offlineFaults } from './offline.ts';
import { pageFaults } from './pages.ts';
import { parityFaults } from './parity.ts';
import { prefillFaults } from './prefill.ts';
import { questionFaults } from './questions.ts';
import { reachFaults } from './reach.ts';
import { undecidedFaults } from './undecided.ts';
import { versionFaults } from './versions.ts';
import { wordFaults } from './words.ts';

const validateShape = new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile(schema);

/**
 * Looks a definition through: all faults at once, each with its place. An empty list means that every page can be reached,
 * every way ends, everything is there in every language, and each channel that it declares asks and says the same.
 */
export function checkDefinition(document: unknown): Fault[] {
  if (!validateShape(document)) {
    return shapeFaults(validateShape.errors ?? []);
  }
  const definition = document as Definition;
  const faults = [
    ...wordFaults(definition),
    ...headFaults(definition),
    ...identityFaults(definition),
    ...signingFaults(definition),
    ...exitFaults(definition),
    ...questionFaults(definition),
    ...pageFaults(definition),
    ...circleFaults(definition),
    ...prefillFaults(definition),
    ...versionFaults(definition),
  ];
  if (faults.length) return faults; // who walks needs a definition that holds together
  const unsaid = [
    ...channelFaults(definition),
    ...undecidedFaults(definition),
    ...offlineFaults(definition),
    ...reachFaults(definition),
  ];
  return unsaid.length ? unsaid : parityFaults(definition);
}

/** What the schema finds, in words. */
function shapeFaults(errors: readonly ErrorObject[]): Fault[] {
  const faults = nearest(errors).map(({ instancePath, message, keyword, params }) => ({
    pointer: instancePath,
    code: 'shape' as const,
    message: `It ${message ?? 'is wrong'}${keyword === 'additionalProperties' ? ` (“${String(params.additionalProperty)}”)` : ''}.`,
  }));
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.message}`, fault])).values()];
}

/**
 * Where one of several things may stand (a page or a list, this operator or that), only what the nearest of them says is of use:
 * what is wrong further inside, for then the thing itself was recognised, else what the one with the fewest faults lacks.
 */
function nearest(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  const [choice] = choices.sort((one, other) => one.length - other.length);
  if (choice === undefined) return [...errors];
  const isInside = ({ instancePath }: ErrorObject) => instancePath === choice || instancePath.startsWith(`${choice}/`);
  const deeper = errors.filter((error) => isInside(error) && error.instancePath !== choice);
  const here = new Map<unknown, ErrorObject[]>();
  for (const error of errors)
    if (error.instancePath === choice && error.keyword !== 'anyOf')
      here.set(error.parentSchema, [...(here.get(error.parentSchema) ?? []), error]);
  const best = [...here.values()].sort((one, other) => one.length - other.length)[0] ?? [];
  return [...nearest(errors.filter((error) => !isInside(error))), ...(deeper.length ? nearest(deeper) : best)];
}

/** Who looks at the screen sees where somebody went: nothing there may tell where from. */
function exitFaults({ exitQuickly }: Definition): Fault[] {
  if (!exitQuickly) return [];
  const isGood = URL.canParse(exitQuickly.to) && new URL(exitQuickly.to).protocol === 'https:';
  const message =
    'Write the whole address of another site that anybody may have open, such as “https://weather.example”.';
  return isGood ? [] : [{ pointer: '/exitQuickly/to', code: 'exit', message }];
}

/** Whom people may come for is of use where they sign in, and a mandate where they come for others. */
function identityFaults({ identity }: Definition): Fault[] {
  if (!identity) return [];
  const { level, actingFor, mandateScope } = identity;
  const fault = (name: string, message: string): Fault => ({
    pointer: `/identity/${name}`,
    code: 'acting-for',
    message,
  });
  if (actingFor && !actingFor.length) return [fault('actingFor', 'Name at least one: “self”, “mandate” or “company”.')];
  if (actingFor && level === 'none')
    return [
      fault('actingFor', 'Nobody signs in here, so nobody says for whom they come: write a level, or leave this out.'),
    ];
  if (mandateScope !== undefined && !actingFor?.some((kind) => kind !== 'self'))
    return [
      fault(
        'mandateScope',
        'Nobody comes by a mandate here: name “mandate” or “company” in “actingFor”, or leave this out.',
      ),
    ];
  return [];
}

const levels = ['none', 'low', 'substantial', 'high'];

/** Who signs by signing in again signs in, and as surely as the service wants to know people. */
function signingFaults({ identity, declarations = [] }: Definition): Fault[] {
  return declarations.flatMap(({ id, kind, level }, index): Fault[] => {
    const fault = (name: string, message: string): Fault[] => [
      { pointer: `/declarations/${index}/${name}`, code: 're-authentication', message },
    ];
    if (kind !== 're-authentication') {
      if (level === undefined) return [];
      return fault('level', `Nobody signs in to sign “${id}”: write the kind “re-authentication”, or leave this out.`);
    }
    if (!identity || identity.level === 'none')
      return fault('kind', `Nobody signs in here, so nobody can sign “${id}” by it: write a level in “identity”.`);
    if (level && levels.indexOf(level) < levels.indexOf(identity.level))
      return fault(
        'level',
        `It is less than “identity” asks for: write “${identity.level}” or more, or leave this out.`,
      );
    return [];
  });
}

function headFaults({ id, version, timeZone, opens, closes, fees = [], replaces }: Definition): Fault[] {
  const faults: Fault[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(id))
    faults.push({
      pointer: '/id',
      code: 'shape',
      message: 'Write small letters, digits and hyphens: it stands in addresses.',
    });
  if (!Number.isInteger(version) || version < 1)
    faults.push({ pointer: '/version', code: 'shape', message: 'Write a whole number, 1 or more.' });
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    faults.push({
      pointer: '/timeZone',
      code: 'time-zone',
      message: 'Write an IANA time zone, such as “America/Santiago”.',
    });
  }
  for (const [name, time] of Object.entries({ opens, closes, 'replaces/until': replaces?.until }))
    if (time !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(time))
      faults.push({
        pointer: `/${name}`,
        code: 'time',
        message: 'Write an instant as RFC 3339 does, such as “2026-03-31T23:59:59-03:00”.',
      });
  for (const [index, { money }] of fees.entries())
    if (!/^\d+$/.test(money.amount) || !/^[A-Z]{3}$/.test(money.currency))
      faults.push({
        pointer: `/fees/${index}/money`,
        code: 'money',
        message: 'Write a whole number of the smallest unit as text, and a currency of ISO 4217.',
      });
  return faults;
}
