import { define } from '../shared/define.js';
import { Phone } from './phone.js';

define('plaza-phone', Phone);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-phone': Phone;
  }
}
