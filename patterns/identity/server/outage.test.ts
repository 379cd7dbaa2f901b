/** The database is away in the midst of a sign-in, or comes back anew. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { RootOperationNode } from 'kysely';
import { openDatabase, StoreUnavailable } from '@plaza-ds/forms/server';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { postgresPrograms, startPostgres } from '../../../examples/testing/postgres-server.ts';
import { formData } from '../../../examples/testing/visitor.ts';
import type { Shown } from '../../../examples/testing/visitor.ts';
import { identityMigrations } from './tables.ts';
import type { IdentityTables } from './tables.ts';
import { BreakableDatabase, place, SignInSite } from './testing.ts';
import type { Somebody } from './testing.ts';

/** Says so, in 503, and when to come again; nothing of what was sent, and nothing of the database. */
function isOutage({ status, response, html, heading, text }: Shown): void {
  assert.equal(status, 503);
  assert.equal(response.headers.get('retry-after'), '60');
  assert.equal(heading, 'Sign-in is not available right now');
  assert.match(text, /What you saved is safe.*give this number: .?[\w-]{22}/);
  assert.doesNotMatch(html, /db\.internal|code-\d|shh-client|subject-1/);
}

/** Writes to a table. */
const writes = (kind: RootOperationNode['kind'], table: string) => (statement: RootOperationNode) =>
  statement.kind === kind && JSON.stringify(statement).includes(`"${table}"`);

onEveryDatabase<IdentityTables>('While the database does not answer', identityMigrations, (opened) => {
  const site = async () => {
    const breakable = new BreakableDatabase(opened().database);
    const here = await new SignInSite(breakable.database).open();
    const down = async <Result>(act: () => Promise<Result>, fails: typeof breakable.fails = () => true) => {
      breakable.fails = fails;
      try {
        return await act();
      } finally {
        breakable.fails = () => false;
      }
    };
    return { here, down };
  };

  describe('a person', () => {
    it('who wants to sign in is told to come again, and the same button works then', async () => {
      const { here, down } = await site();
      const ana = here.visitor();
      await ana.ask();
      const { hidden } = await ana.open(ana.gate);
      const form = () => ana.post(formData({ ...hidden, provider: 'one' }), ana.gate);
      isOutage(await down(() => ana.open(ana.gate)));
      isOutage(await down(form));
      isOutage(await down(form, writes('InsertQueryNode', 'identity_attempt')));
      const pressed = await form();
      isOutage(await down(() => ana.follow(pressed)));
      assert.equal(place(await ana.comeBack((await ana.follow(pressed)).$('main a').attr('href')!)), '/demo/form/3');
    });

    it('who comes back is told so, and the same address signs them in then', async () => {
      const { here, down } = await site();
      const ana = here.visitor();
      await ana.ask();
      const back = here.provider.signIn(await ana.leave());
      const comeBack = () => ana.open(back.pathname + back.search);
      isOutage(await down(comeBack));
      isOutage(await down(comeBack, writes('UpdateQueryNode', 'identity_attempt')));
      assert.deepEqual([ana.sessionCookie, here.provider.count('/token')], [undefined, 0]);
      assert.equal(place(await comeBack()), '/demo/form/3');
      assert.ok(await ana.person());
    });

    it('who comes back by a form is told so, and the same form signs them in then', async () => {
      const { here, down } = await site();
      const ana = here.visitor();
      await ana.ask();
      const back = here.provider.signIn(await ana.leave());
      const comeBack = () => ana.post(formData(Object.fromEntries(back.searchParams)), back.pathname);
      isOutage(await down(comeBack));
      const posted = await comeBack();
      isOutage(await down(() => ana.follow(posted)));
      assert.equal(place(await ana.follow(posted)), '/demo/form/3');
    });

    it('whose code is used up already is not signed in by halves, and signs in again', async () => {
      const { here, down } = await site();
      const ana = here.visitor();
      await ana.ask();
      const back = here.provider.signIn(await ana.leave());
      const comeBack = () => ana.open(back.pathname + back.search);
      isOutage(await down(comeBack, writes('InsertQueryNode', 'identity_session')));
      assert.equal(await ana.person(), undefined);
      assert.equal(place(await comeBack()), ana.gate);
      assert.match((await ana.open(ana.gate)).notice, /already used/);
      assert.equal(place(await ana.comeBack(await ana.leave())), '/demo/form/3');
      assert.ok(await ana.person());
    });

    it('who is signed in stays so, and no page takes them for somebody who is not', async () => {
      const { here, down } = await site();
      const ana = here.visitor();
      await ana.signIn();
      for (const ask of [
        () => ana.person(),
        () => here.service.indicator(ana.asRequest),
        () => here.service.warning(ana.asRequest),
        () => ana.ask({ level: 'high' }),
      ])
        await assert.rejects(down<unknown>(ask), StoreUnavailable);
      for (const path of ['session', 'account', 'expired']) {
        const shown = await down(() => ana.open(`/demo/identity/${path}`));
        isOutage(shown);
        assert.doesNotMatch(shown.html, /"signedIn":false/);
      }
      assert.equal((await ana.person())?.subject, 'subject-1');
    });

    it('who wants to sign out is not told that they are, and the same button works then', async () => {
      const { here, down } = await site();
      const ana = here.visitor();
      await ana.signIn();
      const { hidden } = await ana.open('/demo/identity/sign-out');
      const form = () => ana.post(formData(hidden), '/demo/identity/sign-out');
      isOutage(await down(form));
      isOutage(await down(form, writes('DeleteQueryNode', 'identity_session')));
      assert.ok(await ana.person());
      assert.match(place(await form()), /\/signing-out\//);
      assert.equal(await ana.person(), undefined);
    });
  });

  describe('a provider', () => {
    const tell = (somebody: Somebody, token: string) =>
      somebody.post(formData({ logout_token: token }), '/demo/identity/back-channel/one');

    for (const [when, fails] of [
      ['at all', () => true],
      ['as the token is noted', writes('InsertQueryNode', 'identity_logout_token')],
      ['as the sessions end', writes('DeleteQueryNode', 'identity_session')],
    ] as const)
      it(`whose word of a sign-out was not heard ${when} is heard when it says the same again`, async () => {
        const { here, down } = await site();
        const ana = here.visitor();
        await ana.signIn();
        const token = await here.provider.logoutToken({ sub: 'subject-1' });
        assert.equal((await down(() => tell(ana, token), fails)).status, 503);
        assert.ok(await ana.person());
        assert.equal((await tell(ana, token)).status, 200);
        assert.equal(await ana.person(), undefined);
        assert.equal((await tell(ana, token)).status, 400);
      });
  });

  it('the log says so, and nothing of the person', async () => {
    const { here, down } = await site();
    const ana = here.visitor();
    await ana.ask();
    const back = here.provider.signIn(await ana.leave());
    await down(() => ana.open(back.pathname + back.search));
    const entry = here.log.find(({ event }) => event === 'unavailable');
    assert.equal(entry?.status, 503);
    assert.ok(entry.correlation);
    assert.doesNotMatch(JSON.stringify(here.log), /code-\d|subject-1|db\.internal/);
  });
});

onEveryDatabase<IdentityTables>('A server that is started anew', identityMigrations, (opened) => {
  it('knows who left, who is signed in and who signs out', async () => {
    const here = await new SignInSite(opened().database).open();
    await isKept(here, () => Promise.resolve(here.restart()));
  });
});

describe('A database that is started anew', () => {
  it('knows who left, who is signed in and who signs out: embedded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
    let open = await openDatabase<IdentityTables>({ folder }, identityMigrations);
    const here = await new SignInSite(open.database).open();
    await isKept(here, async () => {
      await open.close();
      open = await openDatabase<IdentityTables>({ folder }, identityMigrations);
      here.restart(open.database);
    });
    await open.close();
    rmSync(folder, { recursive: true });
  });

  const skip = !postgresPrograms && 'PostgreSQL is not installed (Debian: postgresql)';
  it(
    'knows who left, who is signed in and who signs out: on a server, with nothing else started anew',
    { skip },
    async () => {
      const server = await startPostgres();
      const open = await openDatabase<IdentityTables>({ url: server.url }, identityMigrations);
      const here = await new SignInSite(open.database).open();
      const ana = here.visitor();
      await isKept(here, async () => {
        server.stop();
        isOutage(await ana.open('/demo/identity/callback/one?state=x'));
        server.start();
      });
      await open.close();
      server.stop();
      server.remove();
    },
  );
});

/** A whole sign-in and sign-out, between every two steps of which something is started anew. */
async function isKept(here: SignInSite, restart: () => Promise<void>): Promise<void> {
  const ana = here.visitor();
  await ana.ask();
  await restart();
  const pressed = await ana.press();
  await restart();
  const back = here.provider.signIn((await ana.follow(pressed)).$('main a').attr('href')!);
  await restart();
  assert.equal(place(await ana.open(back.pathname + back.search)), '/demo/form/3');
  await restart();
  assert.equal((await ana.person())?.subject, 'subject-1');
  assert.equal(place(await ana.open(back.pathname + back.search)), '/demo/form/3', 'the link that was used goes on');
  assert.equal(here.provider.count('/token'), 1);
  const { hidden } = await ana.open('/demo/identity/sign-out');
  await restart();
  const leaving = await ana.follow(await ana.post(formData(hidden), '/demo/identity/sign-out'));
  const state = new URL(leaving.$('main a').attr('href')!).searchParams.get('state');
  await restart();
  assert.equal(await ana.person(), undefined);
  assert.match((await ana.open(`/demo/identity/signed-out/one?state=${state}`)).text, /signed out here and at One/);
}
