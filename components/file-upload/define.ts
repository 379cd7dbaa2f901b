import { define } from '../shared/define.js';
import { FileUpload } from './file-upload.js';

define('plaza-file-upload', FileUpload);

declare global {
  interface HTMLElementTagNameMap {
    'plaza-file-upload': FileUpload;
  }
}
