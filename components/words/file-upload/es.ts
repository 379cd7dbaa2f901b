import type { Template } from '../../shared/words.js';
import type english from './en.js';

/** What is said of files on their way, in Spanish. */
const spanish: Record<keyof typeof english, Template> = {
  uploadWaiting: 'En espera para enviarse',
  uploadSending: 'Enviando, {percent}',
  uploadChecking: 'Enviado. Lo estamos revisando',
  uploadLost: 'Se perdió la conexión. El envío sigue solo cuando vuelva',
  uploadTryAgain: 'Intenta ahora',
  uploadAccepted: 'Aceptado',
  uploadUnchecked: 'Recibido. Falta revisar si tiene virus',
  uploadSaid: '{name}: {state}',
  uploadsArrived: 'Archivos que llegaron',
  uploadHeld: 'Esperando a {name}. La página sigue sola cuando termine de enviarse',
};

export default spanish;
