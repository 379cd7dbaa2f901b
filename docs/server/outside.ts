import { siteAt } from '@plaza-ds/forms/server';
import type { Registration } from '@plaza-ds/identity/server';
import { startSandbox } from '@plaza-ds/sandbox';

/** What the municipality finds outside its own site. */
export interface Outside {
  /** Address of the mail server; undefined where there is none, and no mail is sent. */
  mailServer: string | undefined;
  /** Address of the scanner for viruses; undefined where there is none, and nobody looks. */
  scanner: string | undefined;
  /** How the site is registered at ClaveÚnica; undefined where it is not, and nobody signs in. */
  claveUnica: (Registration & { origin?: string }) | undefined;
  close(): Promise<void>;
}

/**
 * Starts the sandbox on the port after the site's. `SMTP_URL` sends mail to a real server in its place, and
 * `CLAMD_URL` names a real scanner; `CLAVE_UNICA_ID` and `CLAVE_UNICA_SECRET` are for the real ClaveÚnica. In production, or where others reach the site, there is no sandbox: what people are sent
 * would end in it.
 */
export async function outsideOf(
  origin: string,
  port: number,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Outside> {
  const {
    SMTP_URL: mail,
    CLAMD_URL: clamd,
    NODE_ENV: stage,
    CLAVE_UNICA_ID: clientId,
    CLAVE_UNICA_SECRET: secret,
  } = environment;
  const registered = clientId && secret ? registration(clientId, secret) : undefined;
  if (stage === 'production' || siteAt(origin).secure)
    return {
      mailServer: mail || undefined,
      scanner: clamd || undefined,
      claveUnica: registered,
      close: async () => {},
    };
  const sandbox = await startSandbox({ port: port + 1, mailPort: port + 25, scannerPort: port + 310 });
  const { issuer, client } = sandbox.identity.claveunica;
  const played = { ...registration(client.clientId, client.clientSecret!), origin: issuer, issuer };
  return {
    mailServer: mail || sandbox.inbox.url,
    scanner: clamd || sandbox.scanner.url,
    claveUnica: registered ?? played,
    close: sandbox.close,
  };
}

function registration(clientId: string, secret: string): Registration {
  return { clientId, authentication: { method: 'client_secret_post', secret } };
}
