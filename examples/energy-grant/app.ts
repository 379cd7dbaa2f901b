import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Environment } from '../municipality/app.ts';
import { inLanguage } from '../municipality/languages.ts';
import type { Language } from '../municipality/languages.ts';
import type { Surroundings } from '../municipality/layout.ts';
import { describeError } from '../municipality/log.ts';
import type { Log } from '../municipality/log.ts';
import { problemPage } from '../municipality/problem-page.ts';
import { receiveForm } from '../municipality/received-form.ts';
import type { ReceivedForm } from '../municipality/received-form.ts';
import { doubtAbout, ensureVisitor, isToken, proofOf, randomToken } from '../municipality/same-site.ts';
import { alreadySentPage } from './already-sent-page.ts';
import { checkAnswers, contentHash, names, nothingTyped, typedIn } from './answers.ts';
import type { AnswerError, Typed } from './answers.ts';
import { confirmationPage } from './confirmation-page.ts';
import { formPage } from './form-page.ts';
import type { FormState } from './form-page.ts';
import { checkProof } from './proof.ts';
import type { Proof, ProofSummary } from './proof.ts';
import { StoreUnavailable } from './store.ts';
import type { Application, Store } from './store.ts';
import { timeZone } from './summary-list.ts';
import english from './words/en.ts';
import spanish from './words/es.ts';
import type { Words } from './words/en.ts';

export interface EnergyGrantOptions extends Surroundings {
  store: Store;
  log: Log;
  /** The day it is, as an ISO date. */
  today?: () => string;
}

type Call = Context<Environment>;

/** A form that somebody sent, read but not yet judged. */
interface Posted {
  form: ReceivedForm;
  token: string;
  typed: Typed;
  /** The file that came with it, if it is one we accept. */
  proof?: Proof;
  /** What is wrong with the file that came with it. */
  proofError?: string;
}

const catalogues: Record<Language, Words> = { en: english, es: spanish };

/** The service "Apply for a home energy grant", from its form page to the confirmation. */
export function energyGrant(options: EnergyGrantOptions): Hono<Environment> {
  const { store, site, log, today = todayInChile } = options;
  const path = `${site.base}/energy-grant`;
  const app = new Hono<Environment>({ strict: false });

  app.get('/', (call) =>
    showForm(call, 200, { token: randomToken(), typed: nothingTyped, errors: [], kept: undefined }),
  );

  app.post('/', async (call) => {
    const posted = await readForm(call);
    try {
      return await answer(call, posted);
    } catch (error) {
      return showOutage(call, posted, error);
    }
  });

  app.get('/sent/:handle', async (call) => {
    const language = call.get('language');
    const words = catalogues[language];
    call.header('Cache-Control', 'no-store');
    const handle = call.req.param('handle');
    const application = isToken(handle) ? await store.byHandle(handle) : undefined;
    if (application) return call.html(confirmationPage(options, application, words, language));
    const { unknownApplication: title, unknownApplicationHelp: help } = words;
    return call.html(problemPage(options, { language, path, title, help }), 404);
  });

  /** Decides what becomes of a form. Whatever happens, what was typed is in the answer. */
  async function answer(call: Call, posted: Posted): Promise<Response> {
    const { form } = posted;
    const words = catalogues[call.get('language')];
    const action = form.fields.get('action')?.[0];
    const doubt = doubtAbout(call, site, form.fields.get('token')?.[0], form.fields.get('visit')?.[0]);
    if (form.problem === 'other-kind') return showAgain(call, 415, posted, [], [words.notices.otherKind]);
    if (doubt) {
      log({ event: 'refused', method: 'POST', route: path, status: 403, error: doubt });
      const sentence = doubt === 'another-site' ? words.notices.anotherSite : words.notices.noProof;
      return showAgain(
        call,
        403,
        doubt === 'another-site' ? { ...posted, token: randomToken() } : posted,
        [],
        [sentence],
      );
    }
    if (form.problem === 'too-large')
      return showAgain(call, 413, posted, [proofProblem(words.errors.proofFarTooLarge)]);
    if (form.problem) return showAgain(call, 400, posted, [], [words.notices.broken]);

    // In this order: sending an application takes the staged file along, perhaps in this very moment.
    const staged = await store.staged(posted.token);
    const sent = await store.sentFrom(posted.token);
    if (sent) return showSent(call, posted, sent);
    if (action === 'remove-proof') {
      await store.unstage(posted.token);
      return showAgain(call, 200, posted, [], [words.notices.fileRemoved], 'information');
    }
    if (action === 'language' || action === 'show') return showAgain(call, 200, posted, []);
    return send(call, posted, staged, words);
  }

  async function send(call: Call, posted: Posted, staged: ProofSummary | undefined, words: Words): Promise<Response> {
    const language = call.get('language');
    const { token, typed } = posted;
    const proof = posted.proof ?? staged;
    const { answers, errors } = checkAnswers(typed, posted.form.cut, { words, language, today: today() });
    const proofErrors = posted.proofError
      ? [proofProblem(posted.proofError)]
      : proof
        ? []
        : [proofProblem(words.errors.proofMissing)];
    if (!answers || !proof || proofErrors.length > 0) return showAgain(call, 422, posted, [...errors, ...proofErrors]);

    const application = await store.save({
      token,
      language,
      answers,
      proof,
      contentHash: contentHash(typed, proof.hash),
    });
    if (!application) return showAgain(call, 422, posted, [proofProblem(words.errors.proofGone)]);
    return showSent(call, posted, application);
  }

  /** The way to the confirmation where this is what was sent; else the page that says what was. */
  function showSent(
    call: Call,
    { typed, proof, proofError }: Posted,
    application: Application,
  ): Response | Promise<Response> {
    const language = call.get('language');
    const same = !proofError && application.contentHash === contentHash(typed, proof?.hash ?? application.proof.hash);
    if (same) return call.redirect(inLanguage(`${path}/sent/${application.handle}`, language), 303);
    const token = randomToken();
    const proofOfVisitor = proofOf(ensureVisitor(call, site), token);
    call.header('Cache-Control', 'no-store');
    return call.html(
      alreadySentPage(options, { application, typed, token, proofOfVisitor }, catalogues[language], language),
      409,
    );
  }

  /** The form with everything that was typed. A file that we accept is kept on the way. */
  async function showAgain(
    call: Call,
    status: 200 | 400 | 403 | 413 | 415 | 422,
    posted: Posted,
    errors: AnswerError[],
    sentences: string[] = [],
    variant: 'information' | 'error' = 'error',
  ): Promise<Response> {
    const { token, typed, proof } = posted;
    if (proof) await store.stage(token, proof);
    const kept = proof ?? (await store.staged(token));
    return showForm(call, status, {
      token,
      typed,
      errors,
      kept,
      notices: sentences.length > 0 ? { variant, sentences } : undefined,
    });
  }

  /** The form with everything that was typed, where nothing could be saved. */
  function showOutage(call: Call, { token, typed, proof }: Posted, error: unknown): Response | Promise<Response> {
    const { notices } = catalogues[call.get('language')];
    const outage = error instanceof StoreUnavailable;
    const status = outage ? 503 : 500;
    log({ event: outage ? 'unavailable' : 'failed', method: 'POST', route: path, status, ...describeError(error) });
    if (outage) call.header('Retry-After', '60');
    const sentences = [outage ? notices.unavailable : notices.failed, ...(proof ? [notices.chooseFileAgain] : [])];
    return showForm(call, status, {
      token,
      typed,
      errors: [],
      kept: undefined,
      notices: { variant: 'error', sentences },
    });
  }

  function showForm(
    call: Call,
    status: 200 | 400 | 403 | 413 | 415 | 422 | 500 | 503,
    state: Pick<FormState, 'token' | 'typed' | 'errors' | 'kept' | 'notices'>,
  ): Response | Promise<Response> {
    const language = call.get('language');
    const proofOfVisitor = proofOf(ensureVisitor(call, site), state.token);
    // Not "no-store": with it, Back would ask the server and lose what was typed since.
    call.header('Cache-Control', 'private, no-cache');
    const action = `${inLanguage(path, language)}&turn=${nextTurn(call.req.query('turn'))}`;
    return call.html(
      formPage(options, { ...state, action, language, words: catalogues[language], proofOfVisitor }),
      status,
    );
  }

  async function readForm(call: Call): Promise<Posted> {
    const words = catalogues[call.get('language')];
    const form = await receiveForm(call.req.raw, names.proof);
    const sentToken = form.fields.get('token')?.[0];
    const posted: Posted = { form, token: isToken(sentToken) ? sentToken : randomToken(), typed: typedIn(form) };
    if (!form.file) return posted;
    const checked = await checkProof(form.file, words);
    return 'proof' in checked ? { ...posted, proof: checked.proof } : { ...posted, proofError: checked.message };
  }

  return app;
}

function proofProblem(message: string): AnswerError {
  return { question: 'proof', control: 'proof', message };
}

/**
 * Counts how often the form was shown, so that it is never sent to the address of its own page. With the same address,
 * a browser would put the page that says "no network" in the place of the form, and forget the form once it is sent:
 * Back would find no answers.
 */
function nextTurn(turn = '0'): number {
  return /^\d{1,4}$/.test(turn) ? Number(turn) + 1 : 1;
}

/** The day it is for the municipality, as an ISO date. */
function todayInChile(): string {
  return new Intl.DateTimeFormat('sv', { timeZone }).format(); // Swedish writes dates as ISO does
}
