import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readComponentPages } from './site/component-pages.ts';
import { framesCss } from './site/frame-room.ts';
import { markdown } from './site/markdown.ts';
import { providerPages } from './site/provider-pages.ts';
import { swatchesCss } from './site/tokens.ts';

interface Eleventy {
  setLibrary(name: string, library: unknown): void;
  addExtension(name: string, options: object): void;
  addTemplateFormats(formats: string): void;
  addPassthroughCopy(paths: Record<string, string>): void;
  addTemplate(path: string, content: string, data: object): void;
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The docs site. Pages stand in `pages/`; those made from other files of the repository are added here. */
export default function configure(eleventy: Eleventy) {
  eleventy.setLibrary('md', markdown);
  eleventy.addTemplateFormats('11ty.ts');
  eleventy.addExtension('11ty.ts', { key: '11ty.js' });
  eleventy.addPassthroughCopy({
    'docs.css': 'docs.css',
    'plaza.svg': 'plaza.svg',
    'starters/drop-in.html': 'starters/drop-in.html',
    'starters/es': 'starters/es',
  });

  for (const { name, title, summary, html } of readComponentPages())
    eleventy.addTemplate(`components/${name}.html`, html, {
      title,
      description: summary,
      layout: 'page.11ty.ts',
      section: 'components',
      styles: ['/frames.css'],
      crumbs: [{ href: '/components/', text: 'Components' }],
      permalink: `/components/${name}/`,
      templateEngineOverride: 'html',
    });

  for (const { url, html, ...data } of providerPages())
    eleventy.addTemplate(`${url.replace(/^\/|\/$/g, '')}.html`, html, {
      ...data,
      layout: 'page.11ty.ts',
      section: 'guides',
      permalink: url,
      templateEngineOverride: 'html',
    });

  addFile(eleventy, '../components/warnings.md', '/warnings/', [{ href: '/guides/', text: 'Guides' }]);
  for (const file of readdirSync(new URL('decisions', import.meta.url)).filter((name) => name.endsWith('.md')))
    addFile(eleventy, `decisions/${file}`, `/decisions/${file.replace(/\.md$/, '')}/`, [
      { href: '/guides/', text: 'Guides' },
      { href: '/decisions/', text: 'Decisions' },
    ]);
  if (existsSync(new URL('../CHANGELOG.md', import.meta.url)))
    addFile(eleventy, '../CHANGELOG.md', '/changelog/', [{ href: '/guides/', text: 'Guides' }]);

  addStyles(eleventy, '/tokens.css', swatchesCss());
  addStyles(eleventy, '/frames.css', framesCss());

  return {
    dir: { input: 'pages', includes: '../layouts' },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}

function addStyles(eleventy: Eleventy, url: string, css: string): void {
  eleventy.addTemplate(`${url.slice(1)}.html`, css, { permalink: url, templateEngineOverride: 'html' });
}

/** A page whose text is also read in the repository. Its first heading is its title. */
function addFile(eleventy: Eleventy, file: string, url: string, crumbs: object[]): void {
  const text = read(file);
  const title = text.match(/^# (.+)$/m)?.[1];
  if (!title) throw new Error(`${file} has to begin with its title: "# Title".`);
  const path = `${url.replace(/^\/|\/$/g, '')}.html`;
  eleventy.addTemplate(path, markdown.render(linksToPages(text)), {
    title,
    layout: 'page.11ty.ts',
    section: 'guides',
    crumbs,
    permalink: url,
    templateEngineOverride: 'html',
  });
}

/** In the repository a link leads to a file, on the site to its page. */
function linksToPages(text: string): string {
  return text
    .replace(/\]\((?:\.\/)?(\d{4}-[\w-]+)\.md\)/g, '](/decisions/$1/)')
    .replace(/\]\((?:\.\.\/)?warnings\.md(#[\w-]+)?\)/g, '](/warnings/$1)');
}
