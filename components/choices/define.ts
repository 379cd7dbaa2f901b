import { define } from '../shared/define.js';
import { Choices } from './choices.js';

define('plaza-choices', Choices);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-choices': Choices;
  }
}
