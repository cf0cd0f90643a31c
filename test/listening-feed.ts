import { once } from "node:events";
import { type ClientRequest, get, type IncomingMessage } from "node:http";

export interface HeardEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** A browser's EventSource, without its habit of connecting again by itself. */
export class ListeningFeed {
  readonly #request: ClientRequest;
  readonly #response: IncomingMessage;
  readonly #heard: HeardEvent[] = [];
  #text = "";
  #ended = false;
  #news: (() => void) | undefined;

  static async open(url: string, headers: Record<string, string>): Promise<ListeningFeed> {
    const request = get(url, { headers });
    const [response] = (await once(request, "response")) as [IncomingMessage];
    return new ListeningFeed(request, response);
  }

  private constructor(request: ClientRequest, response: IncomingMessage) {
    this.#request = request;
    this.#response = response;
    response.setEncoding("utf8");
    response.on("data", (text: string) => this.#take(text));
    response.on("close", () => {
      this.#ended = true;
      this.#news?.();
    });
  }

  get status(): number | undefined {
    return this.#response.statusCode;
  }

  get headers(): IncomingMessage["headers"] {
    return this.#response.headers;
  }

  /** The next event; undefined once the server has closed. */
  async next(): Promise<HeardEvent | undefined> {
    while (this.#heard.length === 0 && !this.#ended)
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    return this.#heard.shift();
  }

  close(): void {
    this.#request.destroy();
  }

  #take(text: string): void {
    this.#text += text;
    for (let end = this.#text.indexOf("\n\n"); end >= 0; end = this.#text.indexOf("\n\n")) {
      const lines = this.#text.slice(0, end).split("\n");
      this.#text = this.#text.slice(end + 2);
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const event = field("event");
      if (event !== undefined) this.#heard.push({ event, id: field("id"), data: JSON.parse(field("data") ?? "null") });
    }
    this.#news?.();
  }
}
