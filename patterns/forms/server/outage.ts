/** The database cannot be reached, or cannot work now. What was sent can be sent again. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database is not available.', { cause });
  }
}

/**
 * A store whose methods tell an outage (`StoreUnavailable`) from a mistake of ours, which is thrown as it is: a statement that is
 * wrong (SQLSTATE classes 22, 23 and 42), a wrong type, a key that does not open what it should.
 */
export function reaching<Store extends object>(store: Store): Store {
  const wrapped = Object.entries(store).map(([name, act]: [string, (...values: unknown[]) => Promise<unknown>]) => [
    name,
    async (...values: unknown[]) => {
      try {
        return await act(...values);
      } catch (error) {
        const { code } = error as { code?: unknown };
        const ours = error instanceof TypeError || (typeof code === 'string' && /^(?:22|23|42|ERR_|no-)/.test(code));
        throw ours ? error : new StoreUnavailable(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Store;
}
