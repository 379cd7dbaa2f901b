import { define } from '../shared/define.js';
import { Field } from './field.js';

define('plaza-field', Field);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-field': Field;
  }
}
