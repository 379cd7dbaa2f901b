/** Builds @plaza-ds/forms: `npm run build -w patterns/forms`. The schema of a definition is made from its types. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const here = import.meta.dirname;
const dist = join(here, 'dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

const schema = createGenerator({
  path: join(here, 'definition/definition.ts'),
  tsconfig: join(here, 'tsconfig.json'),
  type: 'Definition',
  skipTypeCheck: true,
  topRef: true,
  expose: 'export',
  jsDoc: 'extended',
}).createSchema('Definition');
/** The generator writes draft 7; 2020-12 names a few things otherwise. */
const renamed = JSON.stringify(schema).replaceAll('#/definitions/', '#/$defs/');
const published = JSON.parse(renamed, (_key, value: unknown) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { definitions, items, ...rest } = value as Record<string, unknown>;
  return {
    ...rest,
    ...(definitions !== undefined && { $defs: definitions }),
    ...(items !== undefined && (Array.isArray(items) ? { prefixItems: items, items: false } : { items })),
  };
}) as Record<string, unknown>;
Object.assign(published, {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://plaza-ds.org/definition/1',
});
const text = JSON.stringify(published, null, 2);
writeFileSync(join(dist, 'definition.schema.json'), text);
writeFileSync(join(dist, 'definition.schema.js'), `export default ${text};\n`);
writeFileSync(
  join(dist, 'definition.schema.d.ts'),
  'declare const schema: Readonly<Record<string, unknown>>;\nexport default schema;\n',
);
const { contract } = await import('./server/api/contract.ts');
const { definition } = await import('./conformance/definition.ts');
writeFileSync(join(dist, 'openapi.json'), JSON.stringify(contract, null, 2));
writeFileSync(join(dist, 'conformance.json'), JSON.stringify(definition, null, 2));
cpSync(join(here, 'server/paper/paper.css'), join(dist, 'server/paper/paper.css'));
const compiler = join(here, '../../node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [compiler, '-p', join(here, 'tsconfig.json')], { stdio: 'inherit' });
process.exitCode = status ?? 1;
