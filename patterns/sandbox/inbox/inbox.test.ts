import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { openInbox } from './inbox.ts';
import type { Inbox } from './inbox.ts';
import { withLinks } from './message.ts';

const slowness = 300;

describe('A service that sends mail to the inbox', () => {
  let inbox: Inbox;
  beforeEach(async () => void (inbox = await openInbox({ slowness })));
  afterEach(() => inbox.close());

  const send = (message: SendMailOptions = {}) =>
    createTransport({ url: inbox.url, connectionTimeout: 2000 } as never).sendMail({
      from: 'Peñaluna <no-reply@example.org>',
      to: 'ñusta@example.org',
      subject: 'Tu enlace, Ñusta',
      text: 'Ábrelo: https://example.org/a\n\nAdiós',
      ...message,
    });
  const codeOf = (sending: Promise<unknown>) =>
    sending.then(
      () => 'accepted',
      ({ responseCode, code }: { responseCode?: number; code: string }) => responseCode ?? code,
    );

  it('finds there what it wrote, letter by letter', async () => {
    await send({ attachments: [{ filename: 'año.pdf', contentType: 'application/pdf', content: '%PDF' }] });
    const message = await inbox.waitFor('ñusta@example.org');
    assert.deepEqual(
      [message.from, message.to, message.subject, message.text],
      ['no-reply@example.org', ['ñusta@example.org'], 'Tu enlace, Ñusta', 'Ábrelo: https://example.org/a\n\nAdiós'],
    );
    assert.deepEqual(message.attachments, [{ name: 'año.pdf', type: 'application/pdf', size: 4 }]);
    assert.equal(message.headers.find(({ name }) => name === 'From')?.value.includes('no-reply@example.org'), true);
  });

  it('gets each of several messages by its number, also one that comes later', async () => {
    const second = inbox.waitFor('ñusta@example.org', { number: 2 });
    await send({ subject: 'One' });
    await send({ subject: 'Nobody asks for this', to: 'other@example.org' });
    await send({ subject: 'Two' });
    assert.equal((await second).subject, 'Two');
    assert.equal((await inbox.waitFor('ñusta@example.org')).subject, 'One');
  });

  it('is told what it waited for in vain', () =>
    assert.rejects(inbox.waitFor('nobody@example.org', { within: 50 }), /message 1 to nobody@example\.org/));

  it('is refused for good, or for now, and nothing is kept of it', async () => {
    await inbox.behave('refuse');
    assert.equal(await codeOf(send()), 550);
    await inbox.behave('refuse-for-now');
    assert.equal(await codeOf(send()), 451);
    assert.deepEqual(inbox.messages(), []);
  });

  it('finds nobody there, and then everything as it was', async () => {
    const { url } = inbox;
    await inbox.behave('unreachable');
    assert.equal(await codeOf(send()), 'ESOCKET');
    await inbox.behave('accept');
    assert.equal(inbox.url, url);
    assert.equal(await codeOf(send()), 'accepted');
    assert.equal(inbox.messages().length, 1);
  });

  it('has to wait where it is slow, and is served then', async () => {
    await inbox.behave('slow');
    const began = performance.now();
    assert.equal(await codeOf(send()), 'accepted');
    assert.ok(performance.now() - began >= slowness - 10);
  });

  it('is told that a message is too large', async () => {
    assert.equal(await codeOf(send({ text: 'x'.repeat(11 * 1024 * 1024) })), 552);
    assert.deepEqual(inbox.messages(), []);
  });

  it('sees the oldest go where there are more than 200', async () => {
    const transport = createTransport({ url: inbox.url, pool: true, maxMessages: 300 } as never);
    for (let count = 1; count <= 201; count++)
      await transport.sendMail({ from: 'a@example.org', to: 'b@example.org', subject: String(count) });
    transport.close();
    assert.deepEqual(
      [inbox.messages().length, inbox.messages()[0]?.subject, inbox.messages().at(-1)?.subject],
      [200, '2', '201'],
    );
  });
});

describe('An address in a text', () => {
  const linksIn = (text: string) => withLinks(text).flatMap((piece) => (piece.isLink ? [piece.text] : []));

  it('is known without the full stop or bracket behind it', () => {
    assert.deepEqual(linksIn('See (https://example.org/a?b=c#d). Or http://localhost:3000/x!'), [
      'https://example.org/a?b=c#d',
      'http://localhost:3000/x',
    ]);
  });

  it('is a web address: nothing that could run', () => {
    assert.deepEqual(linksIn('javascript:alert(1) data:text/html,x ftp://example.org https://'), []);
  });

  it('leaves every letter in its place', () => {
    const text = '<b>https://example.org/"x"</b>\nñ';
    assert.equal(
      withLinks(text)
        .map((piece) => piece.text)
        .join(''),
      text,
    );
  });
});
