import { define } from '../shared/define.js';
import { ErrorSummary } from './error-summary.js';

define('plaza-error-summary', ErrorSummary);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-error-summary': ErrorSummary;
  }
}
