/** `npm run lint`: what can be said of the sources without running them. All of it is said, then it fails. */
import { build } from './build.mjs';
import { ensureInstalled, npm, run } from './install.mjs';
import { sourcesIn } from './sources.mjs';

await ensureInstalled();
await build([
  'tokens',
  'components',
  'patterns/pdf',
  'patterns/forms',
  'patterns/sandbox',
  'patterns/identity',
  'patterns/payment',
]); // the types of what the others import

const projects = sourcesIn('.').filter((file) => /(^|\/)tsconfig(\.tests)?\.json$/.test(file));
const checks = [
  ...projects.map((project) => ['types', 'tsc', '--noEmit', '--project', project]),
  ['code', 'eslint', '--cache', '--cache-location', 'node_modules/.cache/eslint/', '.'],
  ['styles', 'stylelint', '**/*.css'],
  ['formatting', 'prettier', '--check', '--log-level=warn', '--cache', '.'],
];

const broken = [];
for (const [what, program, ...args] of checks) {
  console.log(`— ${what}: ${[program, ...args].join(' ')}`);
  if (await run(program, args, { shell: process.platform === 'win32' })) broken.push(what);
}
console.log('— lock file: npm ci --dry-run');
if (await npm(['ci', '--dry-run', '--ignore-scripts', '--loglevel=error'], { stdio: ['ignore', 'ignore', 'inherit'] }))
  broken.push('lock file');

console.log(broken.length ? `\nTo mend: ${[...new Set(broken)].join(', ')}.` : '\nNothing to mend.');
process.exitCode = broken.length ? 1 : 0;
