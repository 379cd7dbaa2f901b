import { fileURLToPath } from 'node:url';
import type { Definition } from '../definition/definition.ts';
import type { Draft } from '../draft/draft.ts';
import { pathOf } from '../path/path.ts';
import type { Service } from '../path/service.ts';
import { today } from './household/household.ts';

/** A draft as it was written down when its version was published. */
export interface StoredDraft {
  what: string;
  /** The page where somebody goes on. */
  next: string;
  draft: Draft;
}

/** Where the drafts of a version are: one file for each, by the definition's id. */
export const storedFolder = fileURLToPath(new URL('stored-drafts', import.meta.url));

export function storedFile({ id, version }: Pick<Definition, 'id' | 'version'>): string {
  return `${storedFolder}/${id}/${version}.json`;
}

/** The page where somebody goes on who comes back to a draft. */
export function placeAfter(service: Service, draft: Draft): string {
  const path = pathOf(service, draft, today);
  if (path.outcome) return `end/${path.outcome.id}`;
  return path.next?.at ?? path.broken[0]?.step.at ?? 'check';
}
