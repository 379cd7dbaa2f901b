import '../error-summary/define.js';
import { define } from '../shared/define.js';
import { Form } from './form.js';

define('plaza-form', Form);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-form': Form;
  }
}
