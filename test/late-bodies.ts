import { EventEmitter, once } from "node:events";
import { PassThrough } from "node:stream";
import type { LightMyRequestResponse } from "fastify";
import type { Routes } from "#server/http/routes.ts";
import type { Browser } from "./browser.ts";
import type { DeskStory } from "./desk-story.ts";

/** A request of which the server has read everything but the body. */
export interface LateRequest {
  /** Sends the rest. */
  finish(): Promise<LightMyRequestResponse>;
}

/** Requests whose bodies come late: as from a slow network, or from somebody who waits on purpose. */
export class LateBodies {
  readonly #arrived = new EventEmitter();
  #count = 0;

  /** Among the routes of the story: says when the head of a request was dealt with. */
  readonly routes: Routes = (app) => {
    app.addHook("preParsing", async ({ headers }) => {
      if (typeof headers["zb-late"] === "string") this.#arrived.emit(headers["zb-late"]);
    });
  };

  async begin(
    { app }: Pick<DeskStory, "app">,
    { cookie }: Pick<Browser, "cookie">,
    { url, body, headers }: { url: string; body: unknown; headers?: Readonly<Record<string, string>> },
  ): Promise<LateRequest> {
    this.#count += 1;
    const late = String(this.#count);
    const payload = new PassThrough();
    const arrived = once(this.#arrived, late);
    const answered = app.inject({
      method: "POST",
      url,
      payload,
      headers: {
        ...{ host: "localhost", origin: "http://localhost", "content-type": "application/json" },
        ...{ ...headers, cookie, "zb-late": late },
      },
    });
    payload.write(" ");
    // Whoever is refused by their head alone is answered now.
    await Promise.race([arrived, answered]);
    return {
      finish: async () => {
        payload.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
        return await answered;
      },
    };
  }
}
