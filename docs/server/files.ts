import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The drop-in file lies beside its stylesheet, as in the folder that a municipality copies. */
const renamed: Record<string, string> = { '/plaza/plaza.js': '/cdn/plaza.js' };

/** A name that changes with the content, as Rollup and Vite write them: such a file never changes. */
const namedByContent = /-[\w-]{8}\.(?:js|css|woff2|svg)$/;

/**
 * Serves a folder of the repository under a path. A browser asks each time whether a file has changed, so that
 * nobody looks at yesterday's build, and is told in a few bytes when it has not.
 */
export function files(folder: string, mountedAt: string): MiddlewareHandler {
  return serveStatic({
    root: `${root}${folder}`,
    rewriteRequestPath: (path) => renamed[path] ?? (path.slice(mountedAt.length) || '/'),
    onFound(path, context) {
      const { size, mtimeMs } = statSync(path);
      context.header('ETag', `W/"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`);
      context.header('Cache-Control', namedByContent.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
