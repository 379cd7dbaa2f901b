import type { Control } from './question.js';

/** What is in the controls of a form, by their names; of choices, what is chosen. */
export type Answers = Record<string, string[]>;

const secret = '[data-plaza-sensitive], [autocomplete~=one-time-code], [autocomplete*=password], [autocomplete*=cc-]';
const notTyped = /^(?:hidden|password|file|submit|button|image|reset)$/;

/** Whether a person's answer in a control may be kept on their device: nothing sensitive, no secret, no file. */
export function isKeepable(element: Element): element is Control {
  const { name, type, disabled } = element as Control;
  if (!element.matches('input, textarea, select') || !name || disabled) return false;
  return !notTyped.test(type) && !element.closest(secret);
}

/** What the server sent in a control. */
export function sentOf(control: Control): string[] {
  if ('defaultValue' in control) return isChoice(control) && !control.defaultChecked ? [] : [control.defaultValue];
  const chosen = [...control.options].filter(({ defaultSelected }) => defaultSelected);
  if (!chosen.length && !control.multiple && control.options[0]) chosen.push(control.options[0]);
  return chosen.map(({ value }) => value);
}

/** What is in a control now. */
export function answerOf(control: Control): string[] {
  if ('selectedOptions' in control) return [...control.selectedOptions].map(({ value }) => value);
  return isChoice(control) && !control.checked ? [] : [control.value];
}

export function answersOf(controls: Control[], of = answerOf): Answers {
  const answers: Answers = Object.create(null) as Answers; // a control may be called "constructor"
  for (const control of controls) (answers[control.name] ??= []).push(...of(control));
  return answers;
}

export function isSame(one: string[] = [], other: string[] = []): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

/**
 * Puts the next of some answers into a control, so that the page hears of it.
 *
 * @param answers Those of its name. A text that is used leaves the list.
 * @param isFree Whether what is in the control may be written over.
 * @returns Whether that changed anything.
 */
export function write(control: Control, answers: string[], isFree: boolean): boolean {
  const before = answerOf(control);
  const text = isChoice(control) || 'selectedOptions' in control ? undefined : answers.shift();
  if (!isFree) return false;
  if ('selectedOptions' in control)
    for (const option of control.options) option.selected = answers.includes(option.value);
  else if (isChoice(control)) control.checked = answers.includes(control.value);
  else if (text !== undefined && text !== control.value)
    Reflect.set(Object.getPrototypeOf(control) as object, 'value', text, control); // React keeps what is set on the control itself to itself
  if (isSame(before, answerOf(control))) return false;
  for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
  return true;
}

function isChoice(control: Control): control is HTMLInputElement {
  return control.type === 'radio' || control.type === 'checkbox';
}
