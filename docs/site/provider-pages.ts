import { providerFacts } from '../../patterns/identity/server/providers/facts/index.ts';
import {
  addresses,
  buttonHook,
  checkEverywhere,
} from '../../patterns/identity/server/providers/facts/provider-facts.ts';
import type { ProviderFacts, Text } from '../../patterns/identity/server/providers/facts/provider-facts.ts';
import { levels } from '../../patterns/identity/loa.ts';
import english from '../../patterns/identity/words/en.ts';
import spanish from '../../patterns/identity/words/es.ts';
import { markdown } from './markdown.ts';
import { providerWords } from './provider-words.ts';
import type { Language } from './words.ts';

/** A page of the docs that is made of data. */
export interface DataPage {
  url: string;
  lang: Language;
  translation: string;
  title: string;
  description: string;
  crumbs: { href: string; text: string }[];
  html: string;
}

const identityWords = { en: english, es: spanish };
const overview: Record<Language, string> = { en: '/identity/providers/', es: '/es/identificacion/proveedores/' };

/** For each provider a page, and one of all, in each language of the docs. */
export function providerPages(): DataPage[] {
  return (['en', 'es'] as const).flatMap((language) => [
    allProviders(language),
    ...providerFacts.map((facts) => providerPage(facts, language)),
  ]);
}

/** The lines of a server that make the provider, as a site copies them. */
export function providerCode({ adapter, options }: ProviderFacts): string {
  return `import { ${adapter} } from '@plaza-ds/identity/server';

const provider = ${adapter}({
${options.map((option) => `  ${option},`).join('\n')}
});`;
}

const other = (language: Language): Language => (language === 'es' ? 'en' : 'es');

function crumbsIn(language: Language) {
  const { guides, signIn } = providerWords[language];
  return [
    { href: '/guides/', text: guides },
    { href: '/identity/', text: signIn },
  ];
}

function allProviders(language: Language): DataPage {
  const say = providerWords[language];
  const rows = providerFacts.map(
    ({ page, title, levels: said, tested, source }) =>
      `| [${title[language]}](${overview[language]}${page}/) | ${levelsSaid(said).join(', ') || say.noLevels} | ${say.tested[tested]} | ${say.source[source]} |`,
  );
  return {
    url: overview[language],
    lang: language,
    translation: overview[other(language)],
    title: say.title,
    description: say.description,
    crumbs: crumbsIn(language),
    html: markdown.render(`# ${say.title}\n\n${say.lead}\n\n${table(say.columns, rows)}`),
  };
}

function levelsSaid(said: ProviderFacts['levels']): string[] {
  return levels.filter((level) => Object.values(said).includes(level)).map((level) => `\`${level}\``);
}

function providerPage(facts: ProviderFacts, language: Language): DataPage {
  const say = providerWords[language];
  const { page, title, summary } = facts;
  return {
    url: `${overview[language]}${page}/`,
    lang: language,
    translation: `${overview[other(language)]}${page}/`,
    title: title[language],
    description: summary[language],
    crumbs: [...crumbsIn(language), { href: overview[language], text: say.title }],
    html: markdown.render(textOf(facts, language)),
  };
}

function textOf(facts: ProviderFacts, language: Language): string {
  const say = providerWords[language];
  const { title, summary, tested, source, register, quirks, button, beforeLive, doubts } = facts;
  const list = (texts: readonly Text[]) => texts.map((text) => `- ${text[language]}`).join('\n');
  const sections: readonly (readonly [string, string])[] = [
    [say.inServer, inServer(facts, language)],
    [say.register, [...register, addresses].map((text, index) => `${index + 1}. ${text[language]}`).join('\n')],
    [say.gives, gives(facts, language)],
    [say.levels, levelsTable(facts, language)],
    [say.asked, howAsked(facts, language)],
    [say.quirks, list(quirks)],
    [say.button, `${list([...button, buttonHook])}\n- ${say.buttonDoubt}`],
    [say.beforeLive, list([...beforeLive, ...checkEverywhere])],
    [say.doubts, list(doubts) || say.none],
  ];
  const known = `**${capital(say.tested[tested])}; ${say.source[source]}.**`;
  const body = sections.map(([heading, text]) => `## ${heading}\n\n${text}`);
  return [`# ${title[language]}`, summary[language], known, ...body].join('\n\n');
}

function inServer(facts: ProviderFacts, language: Language): string {
  const rows = facts.environment.map(({ name, what }) => `| \`${name}\` | ${what[language]} |`);
  return `\`\`\`js\n${providerCode(facts)}\n\`\`\`\n\n${table(providerWords[language].environment, rows)}`;
}

function gives({ gives: claims }: ProviderFacts, language: Language): string {
  const words = identityWords[language];
  return claims.map((claim) => `- ${words[`claim.${claim}`]}`).join('\n') || providerWords[language].givesNothing;
}

function levelsTable({ levels: said, levelsIn }: ProviderFacts, language: Language): string {
  const { level, levelColumns } = providerWords[language];
  const rows = Object.entries(said).map(([text, reached]) => `| \`${text}\` | ${level[reached]} |`);
  return rows.length ? `${levelsIn[language]}\n\n${table(levelColumns, rows)}` : levelsIn[language];
}

/** What the code of the adapter says. */
function howAsked({ example }: ProviderFacts, language: Language): string {
  const say = providerWords[language];
  const { scope, authentication, userInfo, pushesRequests, bindsTokens, confirmsSignOut } = example;
  const lines = [
    `${say.scope}: \`${scope}\``,
    `${say.proof}: \`${authentication.method}\``,
    say.userInfo[userInfo],
    ...(pushesRequests ? [say.pushes] : []),
    ...(bindsTokens ? [say.binds] : []),
    say.signOut[confirmsSignOut ? 'everywhere' : 'here'],
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}

function table(columns: readonly string[], rows: readonly string[]): string {
  return [`| ${columns.join(' | ')} |`, `|${columns.map(() => ' --- |').join('')}`, ...rows].join('\n');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
