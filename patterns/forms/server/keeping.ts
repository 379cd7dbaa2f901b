import { html } from 'hono/html';
import type { Context } from 'hono';
import { attributes, speaker } from './controls.ts';
import type { Html } from './controls.ts';
import type { Setting } from './pages.ts';
import { offlineAnswers } from './offline-answers.ts';
import type { RunningService } from './running-service.ts';
import type { KeptDraft } from './store.ts';

/** What `<plaza-form>` needs to keep what is typed on a page until it is sent. */
export interface Keeping {
  /** Its attributes. */
  attributes: Html;
  /** What it shows when something was put back, and when something could be. */
  notices: Html;
  /** What keeps it on the device, or lets go of it there. */
  offline: Html | undefined;
}

/**
 * Has the tab keep what is typed on the page of a draft; nothing where others use the same device.
 *
 * @param at The page, whose answers go by this name.
 */
export function keepingOf(running: RunningService, call: Context, kept: KeptDraft, at: string): Keeping | undefined {
  if (running.isShared(call.req.raw)) return undefined;
  const { setting } = running.open(call, kept);
  return {
    attributes: html` ${attributes({
      keep: `${kept.id}/${at}`,
      'keep-revision': kept.content.saved[at] ?? 0,
      'keep-sent': call.req.method === 'POST' || undefined,
    })}`,
    notices: noticesFor(setting),
    offline: offlineAnswers(running, call, kept, at),
  };
}

function noticesFor({ reader }: Setting): Html {
  const words = speaker(reader);
  return html`<div class="plaza-notification" slot="kept" hidden>
          <p>${words('typedKept')}</p>
          <p><button type="button" class="plaza-button" data-variant="secondary">${words('typedTakeOut')}</button></p>
        </div>
        <div class="plaza-notification" slot="offer" hidden>
          <p>${words('typedOffer')}</p>
          <p><button type="button" class="plaza-button" data-variant="secondary">${words('typedPutBack')}</button></p>
        </div>
        `;
}
