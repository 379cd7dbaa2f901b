import { define } from '../shared/define.js';
import { OfflineAnswers } from './offline-answers.js';

define('plaza-offline-answers', OfflineAnswers);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-offline-answers': OfflineAnswers;
  }
}
