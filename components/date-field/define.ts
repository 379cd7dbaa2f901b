import { define } from '../shared/define.js';
import { DateField } from './date-field.js';

define('plaza-date-field', DateField);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-date-field': DateField;
  }
}
