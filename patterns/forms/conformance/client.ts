import { Ajv2020 } from 'ajv/dist/2020.js';
import { contract } from '../server/api/contract.ts';

/** What a server answered, as JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Readonly<Record<string, unknown>>;
}

/** What a request has beside its address. */
export interface Asking {
  /** What is sent as JSON. */
  json?: unknown;
  /** What is sent as it is. */
  body?: BodyInit;
  /** The revision that is known. */
  revision?: unknown;
  key?: string | undefined;
  headers?: Readonly<Record<string, string>>;
}

type Fetch = (request: Request) => Response | Promise<Response>;
type Operation = {
  responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: { $ref: string } }>> }>>;
};

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: 'contract', ...contract });

/** A program that uses the service, and lets no answer pass that is not in the contract. */
export class Client {
  readonly url: string;
  #fetch: Fetch;

  /** @param url Where the contract's paths begin, `https://example.org/permit/api`. */
  constructor(url: string, fetch: Fetch = globalThis.fetch) {
    this.url = url.replace(/\/$/, '');
    this.#fetch = fetch;
  }

  async ask(method: string, path: string, { json, body, revision, key, headers = {} }: Asking = {}): Promise<Answer> {
    const request = new Request(new URL(this.url + path), {
      method,
      headers: {
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...(revision !== undefined && { 'If-Match': `"${String(revision)}"` }),
        ...(key !== undefined && { Authorization: `Bearer ${key}` }),
        ...headers,
      },
      ...(json === undefined ? body !== undefined && { body } : { body: JSON.stringify(json) }),
    });
    const response = await this.#fetch(request);
    const answer = { status: response.status, headers: response.headers, body: await jsonOf(response) };
    this.#compare(method, path, answer);
    return answer;
  }

  /** @throws Error where the answer is not one that the contract names. */
  #compare(method: string, path: string, { status, headers, body }: Answer): void {
    const about = `${method} ${path} answered ${status}`;
    const responses = operationFor(method, path)?.responses;
    if (!responses) return; // an address that the contract does not know is asked on purpose
    const [type] = (headers.get('Content-Type') ?? '').split(';');
    const response = responses[status];
    if (!response) throw new Error(`${about}, which the contract does not name: ${JSON.stringify(body)}`);
    if (!response.content) {
      if (Object.keys(body).length) throw new Error(`${about} with a body, where there is none.`);
      return;
    }
    const schema = response.content[type!]?.schema;
    if (!schema) throw new Error(`${about} with the media type ${type}.`);
    const validate = ajv.getSchema(`contract${schema.$ref}`)!;
    if (!validate(body)) throw new Error(`${about}, and not as the contract says: ${ajv.errorsText(validate.errors)}`);
  }
}

async function jsonOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const text = await response.text();
  if (!text) return {}; // an answer that has to have a body is missed below
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Error(`${response.status} came with what is no JSON: ${text.slice(0, 200)}`);
  }
}

function operationFor(method: string, path: string): Operation | undefined {
  for (const [template, operations] of Object.entries(contract.paths)) {
    const shape = template.replace(/\{(at|name)\}$/, '.+').replace(/\{[^}]+\}/g, '[^/]+');
    const operation = (operations as Readonly<Record<string, unknown>>)[method.toLowerCase()];
    if (operation && new RegExp(`^${shape}$`).test(path)) return operation as Operation;
  }
  return undefined;
}
