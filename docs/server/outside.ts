import { siteAt } from '@plaza-ds/forms/server';
import { startSandbox } from '@plaza-ds/sandbox';
import { brokerIn, claveUnicaIn } from '../../examples/municipality/open.ts';
import type { Outside as Found } from '../../examples/municipality/open.ts';

/** What the municipality finds outside its own site. */
export interface Outside {
  /** Address of the mail server; undefined where there is none, and no mail is sent. */
  mailServer: string | undefined;
  /** Address of the scanner for viruses; undefined where there is none, and nobody looks. */
  scanner: string | undefined;
  /** How the site is registered at ClaveÚnica; undefined where it is not, and nobody signs in. */
  claveUnica: Found['claveUnica'];
  /** How it is registered at the broker by which people come for others too. */
  broker: Found['broker'];
  /** Whether it runs at a kiosk. */
  kiosk: boolean;
  close(): Promise<void>;
}

/**
 * Starts the sandbox on the port after the site's. `SMTP_URL` sends mail to a real server in its place, `CLAMD_URL` names a real
 * scanner, and `CLAVE_UNICA_ID` with `CLAVE_UNICA_SECRET` are for the real ClaveÚnica, `BROKER_ISSUER` with
 * `BROKER_ID` and `BROKER_KEY` for a real broker. `KIOSK=yes` has it run at a kiosk. In production, or where others reach the
 * site, there is no sandbox: what people are sent would end in it.
 */
export async function outsideOf(
  origin: string,
  port: number,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Outside> {
  const { SMTP_URL: mail, CLAMD_URL: clamd, NODE_ENV: stage } = environment;
  const registered = claveUnicaIn(environment);
  const brokerage = brokerIn(environment);
  const kiosk = environment.KIOSK === 'yes';
  if (stage === 'production' || siteAt(origin).secure)
    return {
      mailServer: mail || undefined,
      scanner: clamd || undefined,
      claveUnica: registered,
      broker: brokerage,
      kiosk,
      close: async () => {},
    };
  const sandbox = await startSandbox({ port: port + 1, mailPort: port + 25, scannerPort: port + 310 });
  const { issuer, client } = sandbox.identity.claveunica;
  const { broker } = sandbox.identity;
  const played = claveUnicaIn({
    CLAVE_UNICA_ID: client.clientId,
    CLAVE_UNICA_SECRET: client.clientSecret,
    CLAVE_UNICA_ORIGIN: issuer,
  });
  return {
    mailServer: mail || sandbox.inbox.url,
    scanner: clamd || sandbox.scanner.url,
    claveUnica: registered ?? played,
    broker:
      brokerage ??
      brokerIn({
        BROKER_ISSUER: broker.issuer,
        BROKER_ID: broker.client.clientId,
        BROKER_KEY: JSON.stringify(broker.client.privateKey),
      }),
    kiosk,
    close: sandbox.close,
  };
}
