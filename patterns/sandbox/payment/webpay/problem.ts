/** What Webpay does not accept: it answers `error_message`. */
export class WebpayProblem extends Error {
  readonly status: 401 | 422;

  constructor(message: string, status: WebpayProblem['status'] = 422) {
    super(message);
    this.status = status;
  }

  get body(): object {
    return { error_message: this.message };
  }
}
