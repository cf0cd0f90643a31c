import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/* A line between a browser and the product on loopback: as good as the machine until it is made poor, and cut whenever a test says so. */

/** Milliseconds between two portions: what goes in between is not told apart. */
const tick = 20;

export class PoorLine {
  readonly url: string;
  /** Bytes that have come from the browser since the last cut. */
  sinceCut = 0;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #close: () => Promise<void>;
  #bytesPerTick = Number.POSITIVE_INFINITY;
  /** Directions in which something is under way. */
  #busy = 0;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  /** A line to where the product listens. */
  static async to(target: string): Promise<PoorLine> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const line = new PoorLine(`http://127.0.0.1:${port}`, async () => {
      server.close();
      line.cut();
      await once(server, "close");
    });
    server.on("connection", (near) => line.#join(near, connect(Number(new URL(target).port), "127.0.0.1")));
    return line;
  }

  /** From now on so many bits a second in each direction, over all connections together. */
  slowTo(bitsPerSecond: number): void {
    this.#bytesPerTick = (bitsPerSecond / 8 / 1000) * tick;
  }

  /** Every connection ends, and what was on its way is gone. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#pairs.clear();
    this.sinceCut = 0;
  }

  async close(): Promise<void> {
    await this.#close();
  }

  #join(near: Socket, far: Socket): void {
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    const end = () => {
      for (const socket of pair) socket.destroy();
      this.#pairs.delete(pair);
    };
    for (const socket of pair) socket.on("error", end).on("close", end);
    this.#carry(near, far, (bytes) => {
      this.sinceCut += bytes;
    });
    this.#carry(far, near, () => {});
  }

  /** So much at each tick, shared by what is under way; the sender waits meanwhile, as on a line that is full. */
  #carry(from: Socket, to: Socket, count: (bytes: number) => void): void {
    from.on("data", (chunk: Buffer) => {
      from.pause();
      this.#busy += 1;
      const pass = (rest: Buffer): void => {
        const share = Math.max(1, Math.floor(this.#bytesPerTick / this.#busy));
        if (rest.length === 0 || to.destroyed) {
          this.#busy -= 1;
          from.resume();
          return;
        }
        const portion = rest.subarray(0, share);
        to.write(portion);
        count(portion.length);
        const left = rest.subarray(portion.length);
        if (share === Number.POSITIVE_INFINITY) pass(left);
        else setTimeout(() => pass(left), tick);
      };
      pass(chunk);
    });
  }
}
