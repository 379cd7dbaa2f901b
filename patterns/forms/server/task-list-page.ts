import { html } from 'hono/html';
import { say } from '../definition/words.ts';
import type { Path, Task } from '../path/path.ts';
import type { MessageKey } from '../words/catalogue.ts';
import { speaker } from './controls.ts';
import type { Html } from './controls.ts';
import type { FormPage, Setting } from './pages.ts';

const stateWords: Readonly<Record<Task['state'], MessageKey>> = {
  completed: 'taskCompleted',
  'in-progress': 'taskInProgress',
  'not-started': 'taskNotStarted',
  waiting: 'taskWaiting',
  problem: 'thereIsAProblem',
};
/** What is done is said plainly; what is to do stands out. */
const stateLooks: Partial<Readonly<Record<Task['state'], string>>> = {
  'in-progress': 'information',
  'not-started': '',
  problem: 'error',
};

/** The sections as a list of tasks, and at its end the way to send. */
export function taskListPage(setting: Setting, draftId: string, path: Path): FormPage {
  const { service, reader, base } = setting;
  const words = speaker(reader);
  const { title, sections = [] } = service.definition;
  const heading = say(title, reader.language);
  const tasks = path.tasks ?? [];
  const place = `${base}/draft/${draftId}`;
  const nameOf = ({ section }: Task) => say(sections.find(({ id }) => id === section)!.title, reader.language);
  const done = tasks.filter(({ state }) => state === 'completed').length;
  return {
    title: heading,
    main: html`<h1 class="plaza-heading-xl" id="tasks">${heading}</h1>
      <p class="plaza-text">${words('tasksDone', { done, count: tasks.length })}</p>
      <ul class="plaza-task-list" role="list" aria-labelledby="tasks">
        ${tasks.map((task) => rowHtml(setting, place, task.section, nameOf(task), task))}
        ${rowHtml(setting, place, 'check', words('taskCheck'), { state: path.complete ? 'not-started' : 'waiting', at: path.complete ? 'check' : undefined })}
      </ul>
      <p class="plaza-text"><a class="plaza-link" href="${place}/save">${words('saveLink')}</a></p>`,
  };
}

function rowHtml(
  { reader }: Setting,
  place: string,
  id: string,
  name: string,
  { state, at }: Omit<Task, 'section'>,
): Html {
  const words = speaker(reader);
  const said = words(stateWords[state]);
  const look = stateLooks[state];
  const status =
    look === undefined
      ? said
      : html`<strong class="plaza-tag"${look && html` data-variant="${look}"`}>${said}</strong>`;
  if (at === undefined)
    return html`<li>
          <div>${name}<p>${words(id === 'check' ? 'taskCheckWaits' : 'taskWaits')}</p></div>
          <p>${said}</p>
        </li>
        `;
  return html`<li>
          <div><a href="${place}/${at}" aria-describedby="task-${id}">${name}</a></div>
          <p id="task-${id}">${status}</p>
        </li>
        `;
}
