import { define } from '../shared/define.js';
import { NationalNumber } from './national-number.js';

define('plaza-national-number', NationalNumber);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-national-number': NationalNumber;
  }
}
