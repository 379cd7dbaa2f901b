import { isRepeat } from '../definition/definition.ts';
import type { Definition, Page, Step } from '../definition/definition.ts';
import { isSensitive, prepare } from '../path/service.ts';
import type { Service } from '../path/service.ts';
import { asksForFiles } from '../questions/file.ts';
import type { Fault } from './fault.ts';

/** What is kept on a device has to be of use there, and must not be found where people must not be seen. */
export function offlineFaults(definition: Definition): Fault[] {
  const service = prepare(definition);
  return keptPages(definition.pages, '/pages').flatMap(([page, here]): Fault[] => {
    const pointer = `${here}/keepsOffline`;
    if (definition.exitQuickly)
      return [
        {
          pointer,
          code: 'keeps-traces',
          message:
            'Who looks at the device sees that something is kept there, and here people must not be seen (“exitQuickly”): leave one of the two out.',
        },
      ];
    if (page.ask.some((name) => isKept(service, name))) return [];
    const message =
      'Nothing that it asks can be kept on a device, for that is never sensitive and no file: leave this out.';
    return [{ pointer, code: 'keeps-nothing', message }];
  });
}

function keptPages(steps: readonly Step[], pointer: string): [page: Page, pointer: string][] {
  return steps.flatMap((step, index) => {
    const here = `${pointer}/${index}`;
    if (isRepeat(step)) return keptPages(step.pages, `${here}/pages`);
    return step.keepsOffline ? [[step, here] as [Page, string]] : [];
  });
}

function isKept({ questions }: Service, name: string): boolean {
  const asked = questions.get(name)!;
  return !isSensitive(asked) && !asksForFiles(asked);
}
