const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement); // Node has no elements; there a module is only read

/**
 * An element around the page's own HTML. It renders nothing, so it needs no template engine: it hears events while it
 * is on the page, and looks at its content again, once, after anything asked for that.
 */
export abstract class Enhancer extends Base {
  #connection: AbortController | undefined;
  #due = false;

  connectedCallback(): void {
    this.#connection = new AbortController();
    this.connect(this.#connection.signal);
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    this.#connection!.abort();
  }

  /** Asks for one `update` soon; asking again before it comes changes nothing. */
  requestUpdate(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.update();
    });
  }

  /** The element has come onto a page. Listeners that are given the signal leave with it. */
  protected connect(_signal: AbortSignal): void {}

  /** Brings what the element ties and shows in line with its content. */
  protected update(): void {}
}
