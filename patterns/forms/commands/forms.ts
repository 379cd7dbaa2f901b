#!/usr/bin/env node
/**
 * `npx @plaza-ds/forms check definition.json [older.json]` finds what is wrong with a definition, and what a change does to
 * people in the middle. `npx @plaza-ds/forms preview definition.json` serves it at once, on this machine alone.
 * `npx @plaza-ds/forms print definition.json --language es --out form.pdf` makes the form to print.
 * `npx @plaza-ds/forms export definition.json` writes the JSON Schema of what is sent.
 * `npx @plaza-ds/forms conform <address>` asks a server of your own whether it keeps the contract.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkDefinition } from '../check/check.ts';
import { differenceBetween, gravest } from '../check/difference.ts';
import type { Definition } from '../definition/definition.ts';
import { nearestLanguage } from '../definition/words.ts';

const help = `Usage:
  forms check definition.json               finds everything that is wrong with it
  forms check definition.json older.json    … and what is different from the version before
  forms export definition.json              writes the JSON Schema of what is sent, for other validators
  forms preview definition.json             serves it on this machine: --port 3002
  forms print definition.json               makes the form to print: --language es --out form.pdf
  forms conform http://…/conformance/api    asks a server of your own whether it keeps the contract
`;

const { values, positionals } = readCommandLine();
const [command, file, older] = positionals;
if (command === 'check' && file) process.exitCode = check(file, older);
else if (command === 'export' && file) process.exitCode = await exportSchema(file);
else if (command === 'conform' && file) process.exitCode = await conformance(file);
else if (command === 'print' && file) process.exitCode = await print(file);
else if (command === 'preview' && file) await preview(file, Number(values.port));
else {
  process.stdout.write(help);
  process.exitCode = values.help || command === 'help' ? 0 : 2;
}

function readCommandLine() {
  try {
    const options = {
      port: { type: 'string', default: '3002' },
      language: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n`);
    return { values: { port: '3002', language: undefined, out: undefined, help: false }, positionals: [] };
  }
}

/** @returns 0 where nothing is wrong, 1 where something is, 2 where the file cannot be read. */
function check(file: string, olderFile: string | undefined): number {
  const definition = read(file);
  const before = olderFile === undefined ? undefined : read(olderFile);
  if (definition === undefined || (olderFile !== undefined && before === undefined)) return 2;
  const faults = checkDefinition(definition);
  for (const { pointer, code, message } of faults) process.stdout.write(`${pointer || '/'}  ${code}\n    ${message}\n`);
  if (faults.length) {
    process.stdout.write(`\n${file}: ${faults.length} to mend.\n`);
    return 1;
  }
  process.stdout.write(
    `${file}: nothing is wrong. Every page can be reached, and every way ends.${parity(definition as Definition)}\n`,
  );
  if (before) tellDifference(before as Definition, definition as Definition);
  return 0;
}

/** Which channels were found to ask, take and cost the same as the web. */
function parity({ channels = {} }: Definition): string {
  const same = (['paper', 'phone'] as const).filter((channel) => channels[channel]);
  const named = new Intl.ListFormat('en').format(same);
  return same.length ? ` The same is asked, taken and paid on ${named} as on the web.` : '';
}

/** @returns 0 where it is written, 1 where the definition is to be mended first, 2 where the file cannot be read. */
async function exportSchema(file: string): Promise<number> {
  const definition = read(file);
  if (definition === undefined) return 2;
  const faults = checkDefinition(definition);
  if (faults.length) {
    process.stderr.write(`${file}: ${faults.length} to mend. “forms check” names them.\n`);
    return 1;
  }
  const { submissionSchema } = await import('../export/submission-schema.ts');
  const { schema, beyond } = submissionSchema(definition as Definition);
  process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  if (beyond.length)
    process.stderr.write(
      `JSON Schema has no words for these conditions, which the service checks alone:\n${beyond.join('\n')}\n`,
    );
  return 0;
}

function tellDifference(older: Definition, newer: Definition): void {
  const changes = differenceBetween(older, newer);
  if (!changes.length) return void process.stdout.write('\nNothing is different.\n');
  process.stdout.write(`\nSince version ${older.version}:\n`);
  for (const { pointer, kind, message } of changes)
    process.stdout.write(`${pointer || '/'}  ${kind}\n    ${message}\n`);
  process.stdout.write(`\nTaken together: ${gravest(changes)!}.\n`);
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    process.stderr.write(`${file} cannot be read: ${(error as Error).message}\n`);
    return undefined;
  }
}

/** @returns 0 where the server keeps the contract, 1 where it does not, 2 where the address is none. */
async function conformance(url: string): Promise<number> {
  if (!URL.canParse(url)) {
    process.stderr.write(`${url} is no address.\n`);
    return 2;
  }
  const { conform } = await import('../conformance/conform.ts');
  const results = await conform(url);
  for (const { name, problem } of results)
    process.stdout.write(problem === undefined ? `✔ ${name}\n` : `✖ ${name}\n    ${problem}\n`);
  const broken = results.filter(({ problem }) => problem !== undefined).length;
  process.stdout.write(`\n${results.length - broken} of ${results.length} hold.\n`);
  return broken ? 1 : 0;
}

/** @returns 0 where the form was made, 1 where the definition has to be mended first, 2 where it cannot be read or written. */
async function print(file: string): Promise<number> {
  const definition = read(file);
  if (definition === undefined) return 2;
  const faults = checkDefinition(definition);
  for (const { pointer, code, message } of faults) process.stderr.write(`${pointer || '/'}  ${code}\n    ${message}\n`);
  if (faults.length) return 1;
  const { id, languages, channels } = definition as Definition;
  if (!channels?.paper) {
    process.stderr.write(`/channels  The definition does not declare paper. Add "paper": { "sendTo": … }.\n`);
    return 1;
  }
  const { language = languages[0]! } = values;
  const spoken = nearestLanguage(languages, language);
  if (spoken.split('-')[0] !== language.split('-')[0]) {
    process.stderr.write(`The definition is not in “${language}”. It is in ${languages.join(', ')}.\n`);
    return 2;
  }
  const out = values.out ?? `${id}-${spoken}.pdf`;
  const { printForm } = await import('../channels/print.ts'); // a check needs no fonts
  try {
    writeFileSync(out, await printForm(definition as Definition, spoken));
  } catch (error) {
    process.stderr.write(`${out} cannot be written: ${(error as Error).message}\n`);
    return 2;
  }
  process.stdout.write(`${out}\n`);
  return 0;
}

async function preview(file: string, port: number): Promise<void> {
  const { startPreview } = await import('../server/preview.ts'); // a check needs no server
  try {
    const { origin, channels } = await startPreview(file, port);
    process.stdout.write(
      `${[origin, ...channels].join('\n')}\nWhat is written there is forgotten when this ends (Ctrl+C).\n`,
    );
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
