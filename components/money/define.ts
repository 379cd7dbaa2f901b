import { define } from '../shared/define.js';
import { Money } from './money.js';

define('plaza-money', Money);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-money': Money;
  }
}
