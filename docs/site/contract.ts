import { readFileSync } from 'node:fs';
import { markdown } from './markdown.ts';

interface Described {
  name: string;
  description?: string;
  type?: { text: string };
  default?: string;
}

interface Declaration {
  name: string;
  tagName?: string;
  attributes?: Described[];
  slots?: Described[];
  events?: Described[];
  cssProperties?: Described[];
}

const manifestFile = new URL('../../components/dist/custom-elements.json', import.meta.url);

/** The contract of an element as tables, from its class block; empty for what is only a look. */
export function contractOf(name: string): string {
  const { modules } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { modules: { declarations: Declaration[] }[] };
  const element = modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === `plaza-${name}`);
  if (!element) return '';
  const { attributes = [], slots = [], events = [], cssProperties = [] } = element;
  const parts = [
    table('Attributes', 'Attribute', attributes),
    table(
      'Content',
      'Where',
      slots.map((slot) => ({ ...slot, name: slot.name ? `slot="${slot.name}"` : 'inside' })),
    ),
    table('Events', 'Event', events),
    table('Custom properties', 'Property', cssProperties),
  ];
  return markdown.render(`## What \`<plaza-${name}>\` promises\n\n${parts.filter(Boolean).join('\n\n')}`);
}

function table(title: string, heading: string, rows: Described[]): string {
  if (!rows.length) return '';
  const lines = rows.map((row) => `| ${[codeOf(row.name), cell(row.description ?? ''), ...facts(row)].join(' | ')} |`);
  const hasFacts = rows.some((row) => facts(row).some(Boolean));
  const head = ['', heading, 'What it is for', ...(hasFacts ? ['Type or default'] : []), ''].join(' | ').trim();
  return [`### ${title}`, '', head, head.replace(/[^|]+/g, ' --- '), ...lines].join('\n');
}

const codeOf = (text: string) => `\`${cell(text)}\``;
const cell = (text: string) => text.replace(/\s*\n\s*/g, ' ').replace(/\|/g, '\\|');

function facts({ type, default: usual }: Described): string[] {
  return [usual ? codeOf(usual) : type && type.text !== 'QuestionErrorEvent' ? codeOf(type.text) : ''];
}
