import { define } from '../shared/define.js';
import { Button } from './button.js';

define('plaza-button', Button);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-button': Button;
  }
}
