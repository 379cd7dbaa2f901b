import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formData } from '../../../examples/testing/visitor.ts';
import { receiveForm, usualLimits } from './received-form.ts';

const send = (given: Parameters<typeof formData>[0], limits = usualLimits) =>
  receiveForm(new Request('http://localhost', { method: 'POST', body: formData(given) }), ['proof'], limits);

describe('A form that arrives', () => {
  it('is read up to the most it may have, even where all of it comes at once', async () => {
    const whole = new Response(formData({ name: 'Ñusta', proof: new File(['x'.repeat(5000)], 'a.pdf') }));
    const request = new Request('http://localhost', {
      method: 'POST',
      body: await whole.arrayBuffer(),
      headers: { 'content-type': whole.headers.get('content-type')! },
    });
    const form = await receiveForm(request, ['proof'], { ...usualLimits, total: 4000 });
    assert.equal(form.problem, 'too-large');
    assert.deepEqual(form.fields.get('name'), ['Ñusta']);
    assert.equal(form.files.get('proof'), undefined);
  });

  it('has every answer before and behind a file that is too large', async () => {
    const form = await send(
      { one: 'before', proof: new File(['x'.repeat(500)], 'a.pdf'), two: ['behind', 'last'] },
      { ...usualLimits, fileSize: 100 },
    );
    assert.deepEqual(form, {
      fields: new Map([
        ['one', ['before']],
        ['two', ['behind', 'last']],
      ]),
      cut: new Set(),
      files: new Map([['proof', [{ name: 'a.pdf', size: 500 }]]]),
    });
  });

  it('has the files that were asked for, and no other', async () => {
    const asked = [new File(['first'], 'a.pdf'), new File(['second'], 'a.pdf')];
    const form = await send({ other: new File(['other'], 'b.pdf'), proof: asked });
    assert.deepEqual(
      form.files.get('proof')?.map(({ bytes }) => bytes?.toString()),
      ['first', 'second'],
    );
    assert.equal(form.files.size, 1);
    assert.equal((await send({ proof: new File([], '') })).files.get('proof'), undefined);
  });

  it('shows a file by the last part of its name, on whichever system it was chosen', async () => {
    const name = async (sent: string) => (await send({ proof: new File(['x'], sent) })).files.get('proof')?.[0]?.name;
    assert.equal(await name('C:\\Users\\Ñusta\\recibo luz.pdf'), 'recibo luz.pdf');
    assert.equal(await name('../../etc/passwd'), 'passwd');
    assert.equal(await name('a"b\nc.pdf'), 'a"b c.pdf');
    assert.equal(await name('فاتورة.pdf'), 'فاتورة.pdf');
    assert.equal((await name('ñ'.repeat(5000)))?.length, 200);
  });

  it('keeps the beginning of a text that is too long, and says which', async () => {
    const form = await send({ name: '🏠'.repeat(100), about: 'short' }, { ...usualLimits, fieldSize: 10 });
    assert.deepEqual(form.fields.get('name'), ['🏠🏠']);
    assert.deepEqual(form.cut, new Set(['name']));
  });
});
