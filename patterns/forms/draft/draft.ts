/** The answers of one person to one version of a definition, as far as they came. */
export interface Draft {
  definition: { id: string; version: number };
  /** As in the data, but a list is an object of its items by id. Null: asked, and left empty. */
  answers: Answers;
  /** The ids of each list's items in their order, by the list's name: `children`, `children/k3f9/schools`. */
  order: Record<string, string[]>;
  /** Lists to which nothing more is to be added. */
  finished: string[];
  /** Pages that only tell something and were read, by their address. */
  seen: string[];
}

export type Answers = { [part: string]: unknown };

/** The place of an item among the lists around it: the id for each star of a name, from the outside in. */
export type Items = readonly string[];

/** A new draft, with nothing in it. */
export function emptyDraft(definition: { id: string; version: number }): Draft {
  return {
    definition: { id: definition.id, version: definition.version },
    answers: {},
    order: {},
    finished: [],
    seen: [],
  };
}

/** The name of an answer inside the items around it: a star becomes the item's id. */
export function nameIn(name: string, items: Items): string {
  if (!items.length) return name;
  let depth = 0;
  return name
    .split('/')
    .map((part) => (part === '*' ? (items[depth++] ?? part) : part))
    .join('/');
}

/** The names that a question has in a draft: one for each item of the lists around it. */
export function namesFor(draft: Draft, question: string): string[] {
  let names = [''];
  for (const part of question.split('/'))
    names = names.flatMap((name) =>
      (part === '*' ? (draft.order[name] ?? []) : [part]).map((each) => (name ? `${name}/${each}` : each)),
    );
  return names;
}

/** The answer of a name; undefined if there is none. */
export function answerOf(answers: Answers, name: string): unknown {
  let found: unknown = answers;
  for (const part of name.split('/')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Answers)[part];
  }
  return found;
}

/** A draft with one answer more; the draft given stays as it is. Undefined takes the answer out. */
export function withAnswer(draft: Draft, name: string, value: unknown): Draft {
  return { ...draft, answers: put(draft.answers, name.split('/'), value) };
}

function put(answers: Answers, [part, ...rest]: readonly string[], value: unknown): Answers {
  const { [part!]: old, ...others } = answers;
  const inner = typeof old === 'object' && old !== null && !Array.isArray(old) ? (old as Answers) : {};
  const now = rest.length ? put(inner, rest, value) : value;
  return now === undefined ? others : { ...answers, [part!]: now };
}

/** A draft with one item more at the end of a list. The id is of the caller's making: short, and never given twice. */
export function withItem(draft: Draft, list: string, id: string): Draft {
  return { ...reopened(draft, list), order: { ...draft.order, [list]: [...(draft.order[list] ?? []), id] } };
}

/** A draft whose list no longer has the item. What was answered about it stays, so that it can be put back. */
export function withoutItem(draft: Draft, list: string, id: string): Draft {
  const rest = (draft.order[list] ?? []).filter((each) => each !== id);
  return { ...reopened(draft, list), order: { ...draft.order, [list]: rest } };
}

/** A draft to whose list nothing more is to be added. */
export function withFinished(draft: Draft, list: string): Draft {
  return draft.finished.includes(list) ? draft : { ...draft, finished: [...draft.finished, list] };
}

/** A draft in which a page that only tells something was read. */
export function withSeen(draft: Draft, at: string): Draft {
  return draft.seen.includes(at) ? draft : { ...draft, seen: [...draft.seen, at] };
}

function reopened(draft: Draft, list: string): Draft {
  return { ...draft, finished: draft.finished.filter((each) => each !== list) };
}
