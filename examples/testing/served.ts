import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKey } from '@plaza-ds/forms/server';

/** A process that serves the examples; `said` is what it wrote so far. */
export type Serving = ChildProcess & { said: () => string };

/** Serves the examples in processes of their own, one after another, with the same data: for tests that kill them. */
export class Served {
  readonly folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
  #key = newKey().toString('base64');
  #running = new Set<ChildProcess>();

  /** Starts one, and waits until it says something or ends. */
  async start(port: number, environment: Record<string, string> = {}): Promise<Serving> {
    const serving = this.begin(port, environment);
    await Promise.race([once(serving.stdout!, 'data'), once(serving, 'exit')]);
    return serving;
  }

  /** Starts one without waiting for it. */
  begin(port: number, environment: Record<string, string> = {}): Serving {
    const own = { PORT: String(port), PLAZA_DATA: this.folder, PLAZA_KEY: this.#key };
    const child = spawn(process.execPath, [join(import.meta.dirname, '../serve.ts')], {
      env: { PATH: process.env.PATH, ...own, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    return Object.assign(child, { said: () => said });
  }

  /** Ends everything, and takes the data away. */
  remove(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }
}

/** Ends a process as a power cut would. */
export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
