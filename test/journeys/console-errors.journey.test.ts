import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { until } from "#test/until.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import type { JourneyProduct } from "./journey-product.ts";

/* Every journey ends by asking that its page found nothing wrong; here one does, in each way that there is. */

const page = `<!doctype html><script>
  console.warn("a warning is no fault");
  console.error("Error: said on the console");
  fetch("/refused").then(() => setTimeout(() => { throw new Error("thrown"); }));
</script>`;

test("what a page says of itself is heard, and an answer that refuses something is no fault of it", async () => {
  const server = createServer(({ url }, response) => {
    response.writeHead(url === "/" ? 200 : 422, { "content-type": "text/html" }).end(url === "/" ? page : "");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await openChromium();
  try {
    const desk = await JourneyDesk.open(browser, { url } as JourneyProduct, { name: "desk", width: 390 });
    await until(() => desk.errors.length >= 2);
    expect(desk.errors).toEqual(["desk: Error: said on the console", "desk: thrown"]);
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
});
