import { define } from '../shared/define.js';
import { FileField } from './file-field.js';

define('plaza-file-field', FileField);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-file-field': FileField;
  }
}
