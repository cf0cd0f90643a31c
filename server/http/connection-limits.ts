import type { Server } from "node:http";
import type { Socket } from "node:net";
import { addressPlace } from "./network-of.ts";

export interface ConnectionLimits {
  /** Of one address at once. */
  readonly ofAddress: number;
  /** Of all together: fewer than a process may hold files open. */
  readonly ofAll: number;
}

/** A building behind one address holds one for each screen, and some for what each of them asks. Behind a proxy all come from its address. */
export function connectionLimits({ trustProxy }: { readonly trustProxy: boolean }): ConnectionLimits {
  return { ofAddress: trustProxy ? 4096 : 512, ofAll: 8192 };
}

/** A connection beyond what one address, or all together, may hold is closed at once: nothing was read from it. */
export function limitConnections(server: Server, { ofAddress, ofAll }: ConnectionLimits): void {
  const open = new Map<string, number>();
  server.maxConnections = ofAll;
  server.on("connection", (socket: Socket) => {
    const place = addressPlace(socket.remoteAddress ?? "");
    const held = open.get(place) ?? 0;
    if (held >= ofAddress) {
      socket.destroy();
      return;
    }
    open.set(place, held + 1);
    socket.once("close", () => {
      const left = (open.get(place) ?? 1) - 1;
      if (left === 0) open.delete(place);
      else open.set(place, left);
    });
  });
}
