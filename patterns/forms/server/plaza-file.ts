import { createReadStream, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';

/**
 * A file of the components, as they are installed: for servers on this machine, which have no other that serves them.
 *
 * @param path From where the components' files are: `plaza.layered.css`, `cdn/field.js`.
 */
export function plazaFile(path: string): Response {
  const folder = dirname(createRequire(import.meta.url).resolve('@plaza-ds/components/plaza.css'));
  const file = normalize(join(folder, path));
  const type = { css: 'text/css', js: 'text/javascript' }[file.split('.').at(-1)!];
  if (!file.startsWith(`${folder}/`) || !type || !statSync(file, { throwIfNoEntry: false })?.isFile())
    return new Response('There is no such file', { status: 404 });
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, { headers: { 'content-type': type } });
}
