import { expect, test } from "vitest";
import { plant, repository } from "./tree.ts";
import { writtenAddresses } from "./written-address.ts";

test("nothing is decided by how an address was written", () => expect(writtenAddresses(repository())).toEqual([]));

const path = "server/http/at-desk.ts";

test.each([
  'const isOurs = request.url.startsWith("/api/");',
  "const asked = request.originalUrl;",
  "const asked = request.raw.url;",
  "const asked = req.url;",
  "function pathOf({ url, headers }: FastifyRequest): string { return url; }",
  'app.addHook("onRequest", async ({ url }) => url);',
])("%s is caught", (text) => {
  expect(writtenAddresses(plant({ [path]: text }))).toEqual([`${path}:1 reads an address as it was written`]);
});

test("a route is no request, nor is an address that is ours", () => {
  const text = `
    app.addHook("onRoute", ({ method, url, schema }) => url);
    app.addHook("onRoute", (route) => route.url);
    const isOfInterface = ({ routeOptions }: FastifyRequest) => routeOptions.url;
    const { url } = await open(dataDir);
    const asked = request.routeOptions.url;
    const here = import.meta.url;`;
  expect(writtenAddresses(plant({ [path]: text }))).toEqual([]);
});
