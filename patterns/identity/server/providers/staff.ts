import type { Provider } from '../provider.ts';
import { openIdConnect } from './open-id-connect.ts';
import type { OpenIdConnectOptions } from './open-id-connect.ts';

/** The office's own people, by the office's own provider (Keycloak, Entra ID, Google Workspace). */
export function staff(options: Omit<OpenIdConnectOptions, 'name' | 'label'> & Partial<OpenIdConnectOptions>): Provider {
  return openIdConnect({
    name: 'staff',
    label: { en: 'Work account', es: 'Cuenta institucional', ar: 'حساب العمل' },
    whoFor: {
      en: 'For people who work here',
      es: 'Para quienes trabajan aquí',
      ar: 'لمن يعملون هنا',
    },
    ...options,
    scope: options.scope ?? 'openid profile email',
  });
}
