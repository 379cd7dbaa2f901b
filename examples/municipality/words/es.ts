import type { MunicipalityWords } from './en.ts';

/** What the municipality's pages say in Spanish. */
const spanish: MunicipalityWords = {
  municipality: 'Municipalidad de Peñaluna',
  skip: 'Ir al contenido principal',
  languages: 'Idioma',
  breadcrumbs: 'Dónde estás',
  home: 'Inicio',
  errorPrefix: 'Error:',
  footer: 'Peñaluna no existe: este servicio muestra lo que Plaza puede hacer. No envíes datos personales reales.',
  signInChannel: 'Municipalidad de Peñaluna, Plaza de Armas 1, de lunes a viernes de 9 a 14 horas.',
  claveUnicaFor: 'Para personas con RUN.',
  brokerFor: 'Para personas con certificado digital, también de otro país, y para quienes vienen por alguien más.',
  signInAway: 'Este trámite no está disponible aquí',
  signInAwayHelp:
    'Para este trámite hay que iniciar sesión, y este sitio no está conectado a ClaveÚnica. Ven a la municipalidad o inténtalo otro día.',

  myForms: 'Tus formularios',
  services: 'Trámites',
  welcome: 'Lo que puedes hacer aquí, a toda hora.',
  energyGrant: 'Pide un subsidio de energía para tu casa',
  energyGrantSummary: 'Dinero para aislar tu casa, calefaccionarla mejor o cambiar sus ventanas. Toma unos 5 minutos.',
  permit: 'Pide tu permiso de circulación',
  permitSummary: 'El permiso anual de tu auto o moto. Puedes guardar y seguir otro día.',

  notFound: 'No encontramos esa página',
  notFoundHelp: 'Si escribiste la dirección, revísala. Si seguiste un enlace, puede ser antiguo.',
  backHome: 'Ir a la página de inicio',

  failed: 'Algo salió mal',
  failedHelp:
    'La falla es nuestra y quedó registrada. Lo que enviaste antes no se perdió. Inténtalo de nuevo en unos minutos.',
  unavailable: 'Esta página no está disponible ahora',
  unavailableHelp:
    'No podemos llegar a nuestros registros. Lo que enviaste antes no se perdió. Inténtalo de nuevo en unos minutos.',
  tryAgain: 'Intentar de nuevo',
};

export default spanish;
