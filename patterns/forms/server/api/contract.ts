import { errorCodes } from '../../questions/question-type.ts';
import { actorKinds } from '../../answers/given.ts';
import { claimedKinds } from '../answering.ts';
import { reportStates } from '../reports.ts';
import { opaqueId } from './opaque-id.ts';

/**
 * The contract of the service for programs, as OpenAPI 3.1: any server that keeps it, in any language, can be the service.
 * The conformance suite checks each answer against it.
 */

type Schema = Readonly<Record<string, unknown>>;

const object = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const list = (items: Schema): Schema => ({ type: 'array', items });
const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer', minimum: 1 };
const instant: Schema = { type: 'string', format: 'date-time' };
/** What an office tells of what was sent; its text by language. */
const report = object(
  { state: { enum: [...reportStates] }, text: { type: 'object', additionalProperties: text }, at: instant },
  ['text'],
);
const pointer: Schema = {
  type: 'string',
  pattern: '^#/',
  description: 'A place in the answers: a fragment of RFC 6901.',
};
const place: Schema = { type: ['string', 'null'], description: 'A page’s `at`.' };

const where = {
  next: { ...place, description: 'The page that asks what is to be answered next; null where nothing is.' },
  outcome: { type: ['string', 'null'], description: 'The end before the end that the answers lead to.' },
  complete: { type: 'boolean', description: 'Whether it can be sent.' },
  tasks: { ...list(named('Task')), description: 'The sections, where people answer them in the order they like.' },
  fees: {
    ...list(object({ code: text, amount: { ...text, description: 'In the smallest unit.' }, currency: text })),
    description: 'What is owed by the answers so far.',
  },
  errors: { ...list(named('AnswerError')), description: 'Rules between answers that do not hold.' },
};

const channels = ['web', 'kiosk', 'agent', 'phone', 'paper', 'api'];
const actor = object({ kind: { enum: [...actorKinds] }, id: { ...text, description: 'Tells one from another.' } }, [
  'id',
]);
const given = { at: instant, by: named('Actor'), channel: { enum: channels } };
/** What a program may say of whoever answers. */
const claim = {
  by: {
    ...object({ kind: { enum: [...claimedKinds] }, id: { ...text, pattern: opaqueId } }, ['id']),
    description:
      'Who gives the answers; the person, without it. Only with a key. Its id is a UUID or 22 characters at random: nothing that says who it is.',
  },
  channel: {
    enum: channels,
    description:
      'By which channel: one of those that the definition declares. `paper` goes with `paper-entry`, and with nothing else.',
  },
};

const sent = {
  reference: text,
  status: { type: 'string', format: 'uri-reference' },
  page: { type: 'string', format: 'uri-reference' },
};

const schemas: Readonly<Record<string, Schema>> = {
  AnswerError: object({
    pointer,
    code: {
      enum: errorCodes,
    },
    detail: { ...text, description: 'What to mend, in the language of the person.' },
  }),
  Task: object({
    section: text,
    state: { enum: ['completed', 'in-progress', 'not-started', 'waiting', 'problem'] },
    at: place,
  }),
  Step: object(
    {
      at: { ...text, description: 'Its place in addresses: `owner`, or `children/k3f9/child-name`.' },
      page: { ...text, description: 'Its id in the definition.' },
      ask: { ...list(text), description: 'The names of the answers that it asks.' },
      answered: { type: 'boolean' },
      list: { ...text, description: 'The list that it closes, where it is the end of a repeat.' },
    },
    ['list'],
  ),
  Draft: object(
    {
      id: text,
      revision: whole,
      definition: object({ id: text, version: whole }),
      language: { ...text, description: 'BCP 47' },
      expiresAt: instant,
      answers: {
        type: 'object',
        description: 'As in the data of the definition, but a list is an object of its items by id.',
      },
      order: {
        type: 'object',
        additionalProperties: list(text),
        description: 'The items of each list in their order.',
      },
      given: {
        type: 'object',
        additionalProperties: named('Given'),
        description: 'Who gave each answer, when, and by which channel: by its place, as in `errors`.',
      },
      languages: { ...list(text), description: 'The languages in which it was answered, BCP 47, in their order.' },
      history: { ...list(named('HistoryEntry')), description: 'The channels and people that had it.' },
      path: list(named('Step')),
      aside: { ...list(pointer), description: 'Answers that are kept and not sent, for they are not asked now.' },
      consents: {
        ...list(named('Consent')),
        description: 'What another office has and may be fetched. Nothing has to be decided before sending.',
      },
      prefilled: {
        type: 'object',
        additionalProperties: named('Prefilled'),
        description: 'What came, by question. It counts once it is sent as the answer of its page.',
      },
      ...where,
      changes: object({ reasked: list(text), dropped: list(text) }),
      sent: named('Sent'),
      key: {
        ...text,
        description:
          'What to send as `Authorization: Bearer`. Only when the draft is made, and only to clients without a cookie.',
      },
    },
    ['changes', 'sent', 'key', 'tasks', 'consents', 'prefilled'],
  ),
  Actor: actor,
  Given: object(given),
  HistoryEntry: object({ ...given, what: { enum: ['begun', 'went-on', 'handed-over'] } }),
  OwnDrafts: object({
    drafts: list(
      object(
        {
          id: text,
          definition: object({ id: text, version: whole }),
          createdAt: instant,
          expiresAt: { ...instant, description: 'Until when it can be finished or, once it is sent, looked at.' },
          page: {
            type: 'string',
            format: 'uri-reference',
            description: 'Where a person goes on, or sees what they sent.',
          },
          sent: named('Sent'),
          sentAt: instant,
        },
        ['sent', 'sentAt'],
      ),
    ),
  }),
  Consent: object({
    id: text,
    office: text,
    purpose: text,
    questions: list(text),
    consent: { enum: ['ask', 'law'] },
    decision: { enum: ['yes', 'no', 'informed', null] },
  }),
  Prefilled: object({
    value: {},
    source: text,
    asOf: text,
    editable: { enum: ['yes', 'this-form-only', 'request-correction'] },
  }),
  Saved: object(
    {
      revision: whole,
      ...where,
      dropped: { ...list(pointer), description: 'Answers that are not asked any more.' },
      item: text,
    },
    ['dropped', 'item', 'tasks'],
  ),
  Sent: object(sent),
  Code: object({ code: text, expiresAt: instant }),
  Check: object({ pointer, label: { ...text, description: 'The question, in the language of the person.' } }),
  HandOver: object({
    code: { ...text, description: '10 characters that can be read out. They work once.' },
    expiresAt: instant,
    at: { ...text, description: 'The page at which it goes on.' },
    check: {
      anyOf: [named('Check'), { type: 'null' }],
      description:
        'The answer that has to be given again with the code. Null where whose draft it is signs in instead, or where nothing that tells who somebody is was answered yet.',
    },
  }),
  Found: object({ id: text, key: text, at: { ...text, description: 'The page that it was handed over at.' } }, [
    'key',
    'at',
  ]),
  Status: object({
    reference: text,
    sentAt: instant,
    state: { enum: ['pending', 'done'], description: 'Whether the office has it.' },
    reports: {
      ...list(report),
      description: 'What the office told since, the newest first.',
    },
  }),
  File: object({
    file: text,
    name: text,
    type: { ...text, description: 'A media type, by the first bytes.' },
    size: { type: 'integer', minimum: 0 },
    state: {
      enum: ['accepted', 'scanning', 'refused'],
      description:
        '`scanning`: it is kept, and looked at for viruses later; the draft can be sent. `refused`: it has one, and goes to nobody.',
    },
  }),
  Upload: object(
    {
      upload: text,
      question: { ...text, description: 'The name of the answer.' },
      name: text,
      size: { type: 'integer', minimum: 0 },
      offset: { type: 'integer', minimum: 0, description: 'Bytes that are here.' },
      file: { ...named('File'), description: 'What it became, once it was whole and right.' },
    },
    ['file'],
  ),
  /** Draft 2020-12. */
  JsonSchema: { type: ['object', 'boolean'] },
  Definition: {
    type: 'object',
    description: 'As `definition.schema.json` describes it.',
    required: ['id', 'version', 'pages'],
  },
  Problem: {
    type: 'object',
    description: 'RFC 9457. Its type is the status; `code` says what exactly is wrong.',
    properties: {
      type: { const: 'about:blank' },
      title: text,
      status: { type: 'integer' },
      code: text,
      detail: text,
      errors: list(named('AnswerError')),
      revision: whole,
      differences: list(object({ pointer, theirs: {}, yours: {} })),
      sent: named('Sent'),
      check: named('Check'),
      page: { ...text, description: 'Address of the page on which a person does it.' },
    },
    required: ['type', 'title', 'status', 'code', 'detail'],
  },
};

const json = (schema: string, description: string) => ({
  description,
  content: { 'application/json': { schema: named(schema) } },
});
const problems = (...statuses: number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: reasons[status],
        ...(status === 429 && { headers: { 'Retry-After': retryAfter } }),
        content: { 'application/problem+json': { schema: named('Problem') } },
      },
    ]),
  );
const retryAfter = {
  schema: { type: 'integer', minimum: 1 },
  description: 'Seconds to wait.',
} as const;
const reasons: Readonly<Record<number, string>> = {
  400: 'The body cannot be read.',
  401: 'Somebody has to sign in first, or more surely.',
  403: 'A browser sent it from another site; or its person may not act any more for whom it is (`mandate-gone`); or it is signed by signing in again, which is done on its page alone (`re-authentication`).',
  404: 'It is not there, or it is somebody else’s: nobody learns which.',
  409: 'It was sent already, or something is still to be answered before, or more of a file is here than the request says, or less.',
  410: 'The service is closed.',
  412: 'Somebody else changed the draft: `revision` is the one that holds, `differences` the answers that are others. Or the version of tus is another.',
  413: 'It is too large.',
  415: 'It is of another media type.',
  422: 'An answer does not fit: `errors` says which, and how to mend it.',
  428: '`If-Match` is missing.',
  429: 'Very many came at once: it can be done later. Answers are never refused so.',
  503: 'The service cannot be reached for the moment. Nothing was changed.',
};

const parameter = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  schema: text,
  description,
});
const id = parameter('id', 'The draft.');
const upload = parameter('upload', 'The file that comes in pieces.');
const at = parameter('at', 'The place of a page, with its slashes.');
const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: true,
  schema: { type: 'string', pattern: '^"\\d+"$' },
  description: 'The revision that you know.',
};
/** https://tus.io/protocols/resumable-upload, version 1.0.0: its core, with creation, termination and expiration. */
const tusHeader = {
  name: 'Tus-Resumable',
  in: 'header',
  required: true,
  schema: { const: '1.0.0' },
  description: 'The version of tus.',
};
const header = (name: string, schema: Schema, description: string) => ({
  name,
  in: 'header',
  required: true,
  schema,
  description,
});
const bytes: Schema = { type: 'integer', minimum: 0 };
const uploadHeaders = {
  'Tus-Resumable': { schema: { const: '1.0.0' } },
  'Upload-Offset': { schema: bytes, description: 'Bytes that are here.' },
  'Upload-Expires': { schema: text, description: 'When it is forgotten, if nothing more comes: an HTTP date.' },
};
const empty = (description: string, headers: Readonly<Record<string, unknown>> = uploadHeaders) => ({
  description,
  headers,
});
const tusOptions = {
  204: empty('What of tus there is.', {
    'Tus-Version': { schema: text },
    'Tus-Extension': { schema: text, description: '`creation`, `termination`, `expiration`.' },
  }),
};
const body = (schema: Schema, required = true) => ({ required, content: { 'application/json': { schema } } });

export const contract = {
  openapi: '3.1.0',
  info: {
    title: 'A service made with @plaza-ds/forms',
    version: '1.0.0',
    description:
      'The answers, errors and rules of the service’s pages, for programs. A client without a cookie is given a key with its draft. Nothing personal stands in an address.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  security: [{ key: [] }, { visitor: [] }],
  paths: {
    '/definitions/{version}': {
      get: {
        operationId: 'getDefinition',
        summary: 'A version of the definition; it never changes.',
        security: [],
        parameters: [parameter('version', 'A whole number.')],
        responses: { 200: json('Definition', 'The definition.'), ...problems(404) },
      },
    },
    '/definitions/{version}/schema': {
      get: {
        operationId: 'getSubmissionSchema',
        summary:
          'JSON Schema 2020-12 of what is sent (`data`), made from the definition: also what its pages ask when.',
        security: [],
        parameters: [parameter('version', 'A whole number.')],
        responses: {
          200: {
            description: 'The schema.',
            content: { 'application/schema+json': { schema: { $ref: '#/components/schemas/JsonSchema' } } },
          },
          ...problems(404),
        },
      },
    },
    '/drafts': {
      get: {
        operationId: 'listDrafts',
        summary:
          'What whoever is signed in began and sent: first what is not sent, and the newest first. Without sign-in nobody has a list.',
        responses: { 200: json('OwnDrafts', 'The list.'), ...problems(401, 503) },
      },
      post: {
        operationId: 'createDraft',
        summary: 'Begins.',
        responses: { 201: json('Draft', 'The draft, empty.'), ...problems(403, 404, 410, 429, 503) },
      },
    },
    '/drafts/{id}': {
      get: {
        operationId: 'getDraft',
        summary: 'The answers, the way that they lead, and where it goes on.',
        parameters: [id],
        responses: { 200: json('Draft', 'The draft.'), ...problems(401, 404, 503) },
      },
      delete: {
        operationId: 'deleteDraft',
        summary: 'Deletes it for good, with its key and its files. What was sent is not deleted.',
        parameters: [id],
        responses: { 204: { description: 'Nothing of it is left.' }, ...problems(401, 403, 404, 409, 503) },
      },
    },
    '/drafts/{id}/pages/{at}': {
      patch: {
        operationId: 'answerPage',
        summary:
          'Answers a page. What is not named keeps its answer; null leaves a question empty. The end of a list is closed so, and a page that only tells something is read so.',
        parameters: [id, at, ifMatch],
        requestBody: body(
          object({ answers: { type: 'object', description: 'Values by the names of `ask`.' }, ...claim }, [
            'answers',
            'by',
            'channel',
          ]),
        ),
        responses: { 200: json('Saved', 'Saved.'), ...problems(400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503) },
      },
    },
    '/drafts/{id}/consents': {
      put: {
        operationId: 'decide',
        summary: 'Decides what may be fetched, and has it fetched. What is not named stays undecided, or as it was.',
        parameters: [id, ifMatch],
        requestBody: body(object({ decisions: { type: 'object', additionalProperties: { type: 'boolean' } } })),
        responses: { 200: json('Saved', 'Saved.'), ...problems(400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503) },
      },
    },
    '/drafts/{id}/lists/{at}': {
      post: {
        operationId: 'addItem',
        summary: 'Adds an item to a list.',
        parameters: [id, at, ifMatch],
        responses: {
          201: json('Saved', 'Saved, with the item’s id.'),
          ...problems(401, 403, 404, 409, 412, 422, 428, 503),
        },
      },
    },
    '/drafts/{id}/items/{item}/{at}': {
      delete: {
        operationId: 'removeItem',
        summary: 'Takes an item out of its list. It can be put back.',
        parameters: [id, parameter('item', 'The item.'), at, ifMatch],
        responses: { 200: json('Saved', 'Saved.'), ...problems(401, 403, 404, 409, 412, 428, 503) },
      },
      put: {
        operationId: 'putItemBack',
        summary: 'Puts back an item that was taken out.',
        parameters: [id, parameter('item', 'The item.'), at, ifMatch],
        responses: { 200: json('Saved', 'Saved.'), ...problems(401, 403, 404, 409, 412, 428, 503) },
      },
    },
    '/drafts/{id}/changes': {
      delete: {
        operationId: 'readChanges',
        summary: 'What a newer version changed was read.',
        parameters: [id],
        responses: { 200: json('Saved', 'Saved.'), ...problems(401, 403, 404, 412, 503) },
      },
    },
    '/drafts/{id}/files/{name}': {
      post: {
        operationId: 'sendFile',
        summary: 'Sends a file for a question. Its id is then the answer: { "file": "…" }.',
        parameters: [id, parameter('name', 'The name of the answer, with its slashes.')],
        requestBody: {
          required: true,
          content: { 'multipart/form-data': { schema: object({ file: { type: 'string', format: 'binary' } }) } },
        },
        responses: {
          201: json('File', 'The file is right.'),
          ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
        },
      },
      get: {
        operationId: 'getFile',
        summary: 'What is known of a file, by its id.',
        parameters: [id, parameter('name', 'The id of the file.')],
        responses: { 200: json('File', 'The file is there.'), ...problems(401, 404, 503) },
      },
    },
    '/drafts/{id}/uploads': {
      options: {
        operationId: 'uploadOptions',
        summary: 'Says what of tus there is.',
        security: [],
        parameters: [id],
        responses: tusOptions,
      },
      post: {
        operationId: 'beginUpload',
        summary:
          'Begins a file that comes in pieces. One that is there already, by its name, its size and its `digest`, goes on: `Upload-Offset` says from where.',
        parameters: [
          id,
          tusHeader,
          header('Upload-Length', bytes, 'Bytes of the whole.'),
          header(
            'Upload-Metadata',
            text,
            'Pairs as tus has them: `question`, the name of the answer; `filename`; and `digest`, SHA-256 of the whole in hexadecimal digits, if you know it.',
          ),
        ],
        responses: {
          201: empty('It may come.', {
            ...uploadHeaders,
            Location: { schema: { type: 'string', format: 'uri-reference' }, description: 'Where its pieces go.' },
          }),
          ...problems(400, 401, 403, 404, 409, 412, 413, 422, 429, 503),
        },
      },
    },
    '/drafts/{id}/uploads/{upload}': {
      options: {
        operationId: 'oneUploadOptions',
        summary: 'Says what of tus there is.',
        security: [],
        parameters: [id, upload],
        responses: tusOptions,
      },
      head: {
        operationId: 'askUpload',
        summary: 'How much of it is here.',
        parameters: [id, upload, tusHeader],
        responses: {
          200: empty('It goes on from `Upload-Offset`.', {
            ...uploadHeaders,
            'Upload-Length': { schema: bytes, description: 'Bytes of the whole.' },
          }),
          ...Object.fromEntries([401, 404, 412, 503].map((status) => [status, { description: reasons[status] }])),
        },
      },
      get: {
        operationId: 'getUpload',
        summary: 'What is known of it, and the file that it became.',
        parameters: [id, upload],
        responses: { 200: json('Upload', 'It is there.'), ...problems(401, 404, 503) },
      },
      patch: {
        operationId: 'addToUpload',
        summary:
          'Adds what follows on what is here. With the last byte the file is looked at, as `sendFile` does it; where it is right, it is the answer, or one more of its files, and `ETag` says the revision of the draft.',
        parameters: [id, upload, tusHeader, header('Upload-Offset', bytes, 'Bytes that are here, as you know it.')],
        requestBody: {
          required: true,
          content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } },
        },
        responses: {
          204: empty('It is here.'),
          ...problems(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503),
        },
      },
      post: {
        operationId: 'uploadByPost',
        summary:
          'The same as PATCH or DELETE, as `X-HTTP-Method-Override` says, where a network lets no other method pass.',
        parameters: [
          id,
          upload,
          tusHeader,
          header('X-HTTP-Method-Override', { enum: ['PATCH', 'DELETE'] }, 'What it is.'),
        ],
        responses: {
          204: { description: 'It is done.' },
          ...problems(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503),
        },
      },
      delete: {
        operationId: 'endUpload',
        summary: 'Forgets it. What came of it is taken back from its answer.',
        parameters: [id, upload, tusHeader],
        responses: { 204: { description: 'Nothing of it is left.' }, ...problems(401, 403, 404, 409, 412, 503) },
      },
    },
    '/drafts/{id}/code': {
      post: {
        operationId: 'createCode',
        summary: 'A code to go on with elsewhere; the one before stops working.',
        parameters: [id],
        responses: { 200: json('Code', 'The code.'), ...problems(401, 403, 404, 409, 503) },
      },
    },
    '/handover': {
      post: {
        operationId: 'handOver',
        summary:
          'A code to go on elsewhere, at the same page: it works once, for seven days. The one before stops working.',
        requestBody: body(
          object(
            {
              draft: { ...text, description: 'Its id.' },
              at: { ...text, description: 'The page to go on at; the next one to be answered, without it.' },
            },
            ['at'],
          ),
        ),
        responses: {
          201: json('HandOver', 'The code.'),
          ...problems(400, 401, 403, 404, 409, 413, 415, 429, 503),
        },
      },
    },
    '/return': {
      post: {
        operationId: 'comeBack',
        summary:
          'Opens a draft with its code, of either kind. A code of a hand-over may need an answer that was given before: 422 with the code `identity-check` says which. After five that are wrong the code is void.',
        requestBody: body(
          object({ code: text, answer: { description: 'The answer of `check`, as in the data.' } }, ['answer']),
        ),
        responses: { 200: json('Found', 'The draft.'), ...problems(400, 403, 404, 413, 415, 422, 429, 503) },
      },
    },
    '/drafts/{id}/submission': {
      post: {
        operationId: 'submit',
        summary: 'Sends it, once: sent again, the first sending is the answer.',
        parameters: [id, { ...ifMatch, required: false }],
        requestBody: body(
          object(
            {
              declarations: {
                type: 'object',
                additionalProperties: { type: ['boolean', 'string'] },
                description:
                  'By id: true for what is ticked, the name for what is signed by it. What is signed by signing in again can be sent on its page alone.',
              },
            },
            ['declarations'],
          ),
        ),
        responses: {
          202: json('Sent', 'It is sent.'),
          ...problems(400, 401, 403, 404, 409, 410, 412, 415, 422, 428, 429, 503),
        },
      },
    },
    '/sent/{handle}': {
      get: {
        operationId: 'getStatus',
        summary: 'What became of what was sent.',
        security: [],
        parameters: [parameter('handle', 'Given with the sending; nobody can guess it.')],
        responses: { 200: json('Status', 'Where it is.'), ...problems(401, 404, 503) },
      },
    },
  },
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'The key that came with the draft.' },
      visitor: {
        type: 'apiKey',
        in: 'cookie',
        name: '__Host-visitor',
        description: 'In a browser, on pages of the service.',
      },
    },
    schemas,
  },
} as const;
