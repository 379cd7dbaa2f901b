import { define } from '../shared/define.js';
import { TimeoutWarning } from './timeout-warning.js';

define('plaza-timeout-warning', TimeoutWarning);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-timeout-warning': TimeoutWarning;
  }
}
