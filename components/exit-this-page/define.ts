import { define } from '../shared/define.js';
import { ExitThisPage } from './exit-this-page.js';

define('plaza-exit-this-page', ExitThisPage);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-exit-this-page': ExitThisPage;
  }
}
