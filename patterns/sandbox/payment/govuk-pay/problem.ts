/** What GOV.UK Pay does not accept, by its own code. */
export class PayProblem extends Error {
  readonly code: string;
  readonly status: 400 | 401 | 404 | 409 | 412 | 422 | 429 | 500;
  readonly at: { field?: string; header?: string };

  constructor(
    code: string,
    status: PayProblem['status'],
    description: string,
    at: { field?: string; header?: string } = {},
  ) {
    super(description);
    this.code = code;
    this.status = status;
    this.at = at;
  }

  /** As the contract has it: `RequestError`. */
  get body(): object {
    return { code: this.code, description: this.message, ...this.at };
  }
}
