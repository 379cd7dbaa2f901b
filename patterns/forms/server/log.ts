/** What a log may know of a request: nothing that a person typed, and no address that opens an application. */
export interface LogEntry {
  event: 'failed' | 'unavailable' | 'refused';
  method: string;
  /** The pattern of the address, not the address. */
  route: string;
  status: number;
  /** What kind of error it was. Its message is left out, for databases and parsers quote what they were given. */
  error?: string;
  /** Where in the code. */
  at?: string[];
}

export type Log = (entry: LogEntry) => void;

/** What a log may know of a delivery. */
export interface DeliveryEntry {
  /**
   * It is tried again later; it is not, and needs a person; a person had it tried again; or nothing can be delivered now, for the
   * database does not answer.
   */
  event: 'undelivered' | 'given-up' | 'asked-again' | 'unavailable';
  destination?: string;
  /** Says nothing of the person and opens nothing; missing where even that cannot be read. */
  reference?: string;
  tries?: number;
  /** Who had it tried again, by a mark that leads back to them only with the server's key. */
  by?: string;
  error?: string;
  at?: string[];
}

/** One line of JSON for each entry. */
export const logToConsole = (entry: LogEntry | DeliveryEntry): void => console.error(JSON.stringify(entry));

/** What may be said of an error: its kind and where it happened, also of the error behind it. */
export function describeError(error: unknown): Pick<LogEntry, 'error' | 'at'> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  const name = typeof code === 'string' && /^\w+$/.test(code) ? `${error.name} ${code}` : error.name;
  const own = {
    error: name,
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim())
      .slice(0, 5),
  };
  if (!(error.cause instanceof Error)) return own;
  const cause = describeError(error.cause);
  return { error: `${name} < ${cause.error}`, at: cause.at! };
}
