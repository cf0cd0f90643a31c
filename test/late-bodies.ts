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

interface Sent {
  readonly url: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Requests whose bodies come late: as from a slow network, or from somebody who waits on purpose. */
export class LateBodies {
  /** Any number of requests may wait at once. */
  readonly #arrived = new EventEmitter().setMaxListeners(0);
  #count = 0;

  /** Among the routes of the story: says when the head of a request was dealt with. */
  readonly routes: Routes = (app) => {
    app.addHook("preParsing", async ({ headers }) => {
      if (typeof headers["zb-late"] === "string") this.#arrived.emit(headers["zb-late"]);
    });
    app.addHook("preHandler", async ({ headers }) => {
      const { "zb-turn": turn } = headers;
      if (typeof turn !== "string") return;
      const goesOn = once(this.#arrived, `${turn} goes on`);
      this.#arrived.emit(`${turn} waits`);
      await goesOn;
    });
  };

  /** A request that was read, and let through as its desk was then, and whose turn comes when it is finished. */
  async beginTurn(
    { app }: Pick<DeskStory, "app">,
    { cookie }: Pick<Browser, "cookie">,
    { url, body, headers }: Sent,
  ): Promise<LateRequest> {
    this.#count += 1;
    const turn = String(this.#count);
    const waits = once(this.#arrived, `${turn} waits`);
    const answered = app.inject({
      method: "POST",
      url,
      payload: bytesOf(body),
      headers: { ...aheadOf(headers), cookie, "zb-turn": turn },
    });
    await Promise.race([waits, answered]);
    return {
      finish: () => {
        this.#arrived.emit(`${turn} goes on`);
        return answered;
      },
    };
  }

  async begin(
    { app }: Pick<DeskStory, "app">,
    { cookie }: Pick<Browser, "cookie">,
    { url, body, headers }: Sent,
  ): Promise<LateRequest> {
    this.#count += 1;
    const late = String(this.#count);
    const payload = new PassThrough();
    const arrived = once(this.#arrived, late);
    const answered = app.inject({
      method: "POST",
      url,
      payload,
      headers: { ...aheadOf(headers), cookie, "zb-late": late },
    });
    payload.write(" ");
    // Whoever is refused by their head alone is answered now.
    await Promise.race([arrived, answered]);
    return {
      finish: async () => {
        payload.end(bytesOf(body));
        return await answered;
      },
    };
  }
}

function aheadOf(headers: Sent["headers"]): Record<string, string> {
  return { host: "localhost", origin: "http://localhost", "content-type": "application/json", ...headers };
}

function bytesOf(body: unknown): string | Buffer {
  return Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
