/** A form as somebody would write it in React, out of the markup of the docs. It is rendered in Node and taken over in the browser. */
import { createElement as h, useState } from 'react';
import type { ReactNode } from 'react';

const residents = ['Ada', 'Borja', 'Chaska'];

interface Field {
  name: string;
  label: string;
  hint?: string;
  /** What the server says of the answer, perhaps long after the page came. */
  serverError?: string;
  /** What our own script says of it, given to the element as a property. */
  ownError?: string | undefined;
  onChange?: () => void;
}

function Field({ name, label, hint, serverError, ownError, onChange }: Field): ReactNode {
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  const described = [hint && hintId, serverError && errorId].filter(Boolean).join(' ');
  return h(
    'plaza-field',
    { 'error-value-missing': `Enter: ${label}`, ...(ownError !== undefined && { error: ownError }) },
    h('label', { htmlFor: name }, label),
    hint && h('p', { slot: 'hint', id: hintId }, hint),
    serverError &&
      h(
        'p',
        { slot: 'error', id: errorId },
        h('span', { className: 'plaza-visually-hidden' }, 'Error:'),
        ' ',
        serverError,
      ),
    h('input', {
      id: name,
      name,
      required: true,
      onChange,
      'aria-describedby': described || undefined,
      'aria-invalid': serverError ? true : undefined,
    }),
  );
}

function Contact(): ReactNode {
  const option = (value: string, label: string) =>
    h(
      'div',
      { className: 'plaza-choice', key: value },
      h('input', { type: 'radio', id: `contact-${value}`, name: 'contact', value, required: true }),
      h('label', { htmlFor: `contact-${value}` }, label),
    );
  return h(
    'plaza-choices',
    { 'error-value-missing': 'Choose how' },
    h(
      'fieldset',
      {},
      h('legend', {}, 'How should we contact you?'),
      option('email', 'By email'),
      option('post', 'By post'),
    ),
  );
}

function Birth(): ReactNode {
  const part = (name: string, label: string, size: number) =>
    h(
      'div',
      { key: name },
      h('label', { htmlFor: `birth-${name}` }, label),
      h('input', { id: `birth-${name}`, name: `birth/${name}`, size }),
    );
  return h(
    'plaza-date-field',
    { required: true, max: 'today', 'error-value-missing': 'Enter your date of birth' },
    h(
      'fieldset',
      { role: 'group', 'aria-describedby': 'birth-hint' },
      h('legend', {}, 'Date of birth'),
      h('p', { slot: 'hint', id: 'birth-hint' }, 'For example, 27 3 1980'),
      h(
        'div',
        { className: 'plaza-date-parts' },
        part('day', 'Day', 2),
        part('month', 'Month', 10),
        part('year', 'Year', 4),
      ),
    ),
  );
}

/** Questions whose answers React holds itself, and writes back at each rendering. */
function Move(): ReactNode {
  const [date, setDate] = useState({ day: '', month: '', year: '' });
  const [needs, setNeeds] = useState<string[]>([]);
  const part = (name: keyof typeof date) =>
    h(
      'div',
      { key: name },
      h('label', { htmlFor: `move-${name}` }, `Moving ${name}`),
      h('input', {
        id: `move-${name}`,
        name: `move/${name}`,
        value: date[name],
        onChange: ({ target }) => setDate((before) => ({ ...before, [name]: target.value })),
      }),
    );
  const need = (value: string, exclusive = false) =>
    h(
      'div',
      { className: 'plaza-choice', key: value },
      h('input', {
        type: 'checkbox',
        id: `need-${value}`,
        name: 'needs',
        value,
        ...(exclusive && { 'data-exclusive': '' }),
        checked: needs.includes(value),
        onChange: ({ target }) =>
          setNeeds((before) => (target.checked ? [...before, value] : before.filter((other) => other !== value))),
      }),
      h('label', { htmlFor: `need-${value}` }, value),
    );
  return h(
    'section',
    {},
    h(
      'plaza-date-field',
      {},
      h(
        'fieldset',
        { role: 'group' },
        h('legend', {}, 'When do you move?'),
        h('div', { className: 'plaza-date-parts' }, part('day'), part('month'), part('year')),
      ),
    ),
    h(
      'plaza-choices',
      {},
      h('fieldset', {}, h('legend', {}, 'What do you need?'), need('Boxes'), need('A van'), need('Nothing', true)),
    ),
    h('output', { 'aria-label': 'What React holds' }, JSON.stringify([...Object.values(date), ...needs])),
  );
}

/** The whole page's body. The buttons below the form stand for what a real page hears from its server. */
export function Application(): ReactNode {
  const [label, setLabel] = useState('Email address');
  const [serverError, setServerError] = useState('');
  const [ownError, setOwnError] = useState<string>();
  const [order, setOrder] = useState(residents);
  const [changes, setChanges] = useState(0);
  const [sent, setSent] = useState<string[]>([]);
  const button = (text: string, onClick: () => void) => h('button', { type: 'button', onClick }, text);
  return h(
    'main',
    {},
    h('plaza-error-summary'),
    h(
      'plaza-form',
      {},
      h(
        'form',
        {
          noValidate: true,
          method: 'post',
          onSubmit: (event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget as HTMLFormElement);
            setSent([...sent, [...data].map(([name, value]) => `${name}=${value as string}`).join('&')]);
          },
        },
        h(Field, {
          name: 'email',
          label,
          hint: 'For your receipt',
          serverError,
          ownError,
          onChange: () => setChanges((count) => count + 1),
        }),
        h(Birth),
        h(Contact),
        order.map((name) => h(Field, { key: name, name: name.toLowerCase(), label: `Age of ${name}` })),
        h('button', { className: 'plaza-button' }, 'Send'),
      ),
    ),
    button('Change the label', () => setLabel('Correo electrónico')),
    button('The server refuses', () => setServerError('This address is taken')),
    button('The server relents', () => setServerError('')),
    button('The page refuses', () => setOwnError('Our page knows this address')),
    button('The page relents', () => setOwnError('')),
    button('Turn the order round', () => setOrder(order.toReversed())),
    button('Leave one out', () => setOrder(order.slice(1))),
    h(Move),
    h('p', { role: 'status' }, `${changes} changes`),
    h(
      'ol',
      { 'aria-label': 'Sent' },
      sent.map((line, index) => h('li', { key: index }, line)),
    ),
  );
}
