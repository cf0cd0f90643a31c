import type { InjectOptions, LightMyRequestResponse } from "fastify";
import type { App } from "#server/http/routes.ts";

const ORIGIN = "http://localhost";

/** A browser as the server meets it: it keeps one cookie and says truthfully from where it asks. */
export class Browser {
  readonly #app: App;
  cookie = "";
  address = "127.0.0.1";

  constructor(app: App) {
    this.#app = app;
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.#ask({ method: "GET", url, headers });
  }

  async post(
    url: string,
    payload: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const typed = { "content-type": "application/json", origin: ORIGIN, ...headers };
    return this.#ask({ method: "POST", url, payload: JSON.stringify(payload), headers: typed });
  }

  async upload(url: string, payload: Buffer, type: string): Promise<LightMyRequestResponse> {
    return this.#ask({ method: "POST", url, payload, headers: { "content-type": type, origin: ORIGIN } });
  }

  async #ask(options: InjectOptions): Promise<LightMyRequestResponse> {
    const cookie = this.cookie === "" ? {} : { cookie: this.cookie };
    const response = await this.#app.inject({
      ...options,
      remoteAddress: this.address,
      headers: { host: "localhost", ...options.headers, ...cookie },
    });
    const set = response.headers["set-cookie"];
    if (typeof set === "string") this.cookie = set.split(";", 1)[0] ?? "";
    return response;
  }

  signIn(name: string, password: string): Promise<LightMyRequestResponse> {
    return this.post("/api/session/sign-in", { name, password });
  }
}
