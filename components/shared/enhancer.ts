type Events = HTMLElementEventMap & WindowEventMap;

const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement); // Node has no elements; there a module is only read

/**
 * An element around the page's own HTML. It renders nothing, so it needs no template engine: it hears events while it
 * is on the page, and looks at its content again, once, after anything asked for that.
 */
export abstract class Enhancer extends Base {
  #connection: AbortController | undefined;
  #due = false;

  connectedCallback(): void {
    this.connect();
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    this.#connection?.abort();
    this.#connection = undefined;
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

  /** Ends when the element leaves the page. It is made when first asked for: most of hundreds of fields need none. */
  get signal(): AbortSignal {
    return (this.#connection ??= new AbortController()).signal;
  }

  /** Hears an event, of its own content if not told otherwise, for as long as it is on the page. */
  listen<Type extends keyof Events>(
    type: Type,
    listener: ((event: Events[Type]) => unknown) | EventListenerObject,
    target: EventTarget = this,
    capture = false,
  ): void {
    target.addEventListener(type, listener as EventListener, { signal: this.signal, capture });
  }

  /** The element has come onto a page: this is where it begins to listen. */
  protected connect(): void {}

  /** Brings what the element ties and shows in line with its content. */
  protected update(): void {}
}
