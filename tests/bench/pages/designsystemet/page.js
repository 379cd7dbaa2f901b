// The parts of the page by name, as their guide offers; their warnings are for developers and off, as it says for production.
globalThis.dsWarnings = false;
import '@digdir/designsystemet-web/ds-breadcrumbs';
import '@digdir/designsystemet-web/ds-error-summary';
import '@digdir/designsystemet-web/ds-field';
import '@digdir/designsystemet-web/fieldset';
