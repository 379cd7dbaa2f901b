/** What the municipality's pages say in English; the keys every other language must have too. */
const english = {
  municipality: 'Municipality of Peñaluna',
  skip: 'Skip to main content',
  languages: 'Language',
  breadcrumbs: 'Where you are',
  home: 'Home',
  errorPrefix: 'Error:',
  footer: 'Peñaluna is not a real place: this service shows what Plaza can do. Do not send real personal data.',
  signInChannel: 'Municipality of Peñaluna, Plaza de Armas 1, Monday to Friday from 9 am to 2 pm.',
  claveUnicaFor: 'For people with a Chilean identity number.',
  brokerFor:
    'For people with a digital certificate, also of another country, and for those who come for somebody else.',
  signInAway: 'This service is not available here',
  signInAwayHelp:
    'People have to sign in for this service, and this site is not connected to ClaveÚnica. Come to the municipality, or try another day.',

  myForms: 'Your forms',
  services: 'Services',
  welcome: 'What you can do here, at any hour.',
  energyGrant: 'Apply for a home energy grant',
  energyGrantSummary: 'Money to insulate your home, heat it better or change its windows. It takes about 5 minutes.',
  permit: 'Get your vehicle permit',
  permitSummary: 'The yearly permit of your car or motorcycle. You can save and go on another day.',

  notFound: 'We cannot find that page',
  notFoundHelp: 'If you typed the address, check it. If you followed a link, it may be old.',
  backHome: 'Go to the home page',

  failed: 'Something went wrong',
  failedHelp:
    'The fault is ours, and we have a record of it. Nothing you sent before was lost. Try again in a few minutes.',
  unavailable: 'This page is not available right now',
  unavailableHelp: 'We cannot reach our records. Nothing you sent before was lost. Try again in a few minutes.',
  tryAgain: 'Try again',
};

export type MunicipalityWords = typeof english;
export default english;
