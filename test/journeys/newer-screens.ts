import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands before a product, and has a newer release of its screens once it is told so. */
export interface NewerScreens {
  readonly url: string;
  release(): void;
  close(): Promise<void>;
}

/** What keeps the screens in a browser is another file in a newer release; everything else is passed on as it is. */
export async function newerScreens(product: string): Promise<NewerScreens> {
  let released = false;
  const server = createServer((request, response) => {
    const { url = "/", method } = request;
    // Nothing is answered with "as you have it".
    const { "if-none-match": _known, "if-modified-since": _since, ...headers } = request.headers;
    const asked = ask(new URL(url, product), { method, headers }, (answer) => {
      const isNewer = released && url === "/service-worker.js" && answer.statusCode === 200;
      const { "content-length": _length, etag: _etag, ...others } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, isNewer ? others : answer.headers);
      if (isNewer) response.write("/* newer */\n");
      answer.pipe(response);
    });
    asked.on("error", () => response.destroy());
    response.on("close", () => asked.destroy());
    request.pipe(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    release: () => {
      released = true;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
