/** `npm run bench`: how quick Plaza is beside plain HTML and its peers, as ratios. What follows `--` goes to the benchmark. */
import { build } from './build.mjs';
import { ensureInstalled, run } from './install.mjs';

await ensureInstalled();
const patterns = ['patterns/pdf', 'patterns/forms', 'patterns/sandbox', 'patterns/identity'];
await build(['tokens', 'components', ...patterns, 'docs']);
let code = await run('node', ['tests/bench/run.ts', ...process.argv.slice(2)]);
for (const file of ['forms', 'household', 'citizens', 'sign-in'])
  code ||= await run('node', [`tests/bench/${file}.ts`]);
process.exit(code);
