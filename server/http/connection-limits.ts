import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { hostOf } from "./network-of.ts";
import { whenOver } from "./when-over.ts";

export interface ConnectionLimits {
  /** Of one address at once. */
  readonly ofAddress: number;
  /** Of all together: fewer than a process may hold files open. */
  readonly ofAll: number;
}

/** A building behind one address holds one for each screen, and some for what each of them asks. Behind a proxy all come from its address. */
export function connectionLimits({ isBehindProxy }: { readonly isBehindProxy: boolean }): ConnectionLimits {
  return { ofAddress: isBehindProxy ? 4096 : 512, ofAll: 8192 };
}

/** On one connection at once. No browser asks anything on one before the last answer is there, and no proxy does. */
export const mostAskedAtOnce = 4;

/**
 * Whoever asks on one connection without waiting for the answers is cut off: what is answered and never read stays open, file and memory with it.
 *
 * Where one address holds as many connections as it may, another takes the place of the one that waited longest without having asked anything whole:
 * whoever opens many and says nothing, or little by little, keeps nobody of the same address out. Where all of them are being answered, and where
 * all addresses together hold as many as they may, the new one is closed at once: nothing was read from it.
 */
export function limitConnections(server: Server, { ofAddress, ofAll }: ConnectionLimits): void {
  const open = new Map<string, Connections>();
  server.maxConnections = ofAll;
  server.on("connection", (socket: Socket) => {
    const place = hostOf(socket.remoteAddress ?? "");
    const held = open.get(place) ?? new Connections();
    if (held.size >= ofAddress && !held.endOldestWaiting()) {
      socket.destroy();
      return;
    }
    open.set(place, held);
    held.add(socket);
    socket.once("close", () => {
      held.delete(socket);
      if (held.size === 0 && open.get(place) === held) open.delete(place);
    });
  });
  // Before anybody else hears of it.
  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const held = open.get(hostOf(request.socket.remoteAddress ?? ""));
    const asked = held?.begin(request) ?? 0;
    whenOver(response, () => held?.end(request));
    if (asked > mostAskedAtOnce) request.socket.destroy();
  });
}

/** Those of one address, by what was asked on each and is not answered yet; what waits for longest stands first. */
class Connections {
  readonly #asked = new Map<Socket, readonly IncomingMessage[]>();

  get size(): number {
    return this.#asked.size;
  }

  add(socket: Socket): void {
    this.#asked.set(socket, []);
  }

  delete(socket: Socket): void {
    this.#asked.delete(socket);
  }

  /** How many are not answered yet on its connection, this one among them. */
  begin(request: IncomingMessage): number {
    this.#moveToEnd(request.socket, (asked) => [...asked, request]);
    return this.#asked.get(request.socket)?.length ?? 0;
  }

  end(request: IncomingMessage): void {
    this.#moveToEnd(request.socket, (asked) => asked.filter((each) => each !== request));
  }

  /** First of those that ask nothing, then of those whose question has not come whole. False where there is neither. */
  endOldestWaiting(): boolean {
    const held = [...this.#asked];
    const [oldest] =
      held.find(([, asked]) => asked.length === 0) ??
      held.find(([, asked]) => asked.every(({ complete }) => !complete)) ??
      [];
    if (!oldest) return false;
    // Its place is free from now on, although it is told of its end a little later.
    this.#asked.delete(oldest);
    oldest.destroy();
    return true;
  }

  #moveToEnd(socket: Socket, change: (asked: readonly IncomingMessage[]) => readonly IncomingMessage[]): void {
    const asked = this.#asked.get(socket);
    if (!asked) return;
    this.#asked.delete(socket);
    this.#asked.set(socket, change(asked));
  }
}
