import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wrongHeaders } from "#test/answer-headers.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, morningShift, ordered, storySite, tellDeskStory } from "#test/desk-story.ts";

/*
 * What leaves the API is about people, and a proxy of the building or the next one at the browser must not get it from a store. Every story
 * listens to what it is answered; this one asks every view of the document, so that none is left out.
 */

let database: FreshDatabase;
let story: DeskStory;
let browser: Browser;
let photo = "";
const screens = mkdtempSync(join(tmpdir(), "zhiban-screens-"));

beforeAll(async () => {
  mkdirSync(join(screens, "assets"));
  writeFileSync(join(screens, "index.html"), "<html><head></head><body></body></html>");
  writeFileSync(join(screens, "assets", "desk-0a1b2c3d.js"), "export {};");
  writeFileSync(join(screens, "mark.svg"), "<svg/>");
  database = await freshDatabase();
  story = await tellDeskStory(database, { screens, secure: true });
  browser = await story.deskOf("admin");
  const drawn = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#333" } })
    .png()
    .toBuffer();
  photo = (await browser.upload("/api/photos", drawn, "image/png")).json().photo;
  const guard = await story.deskOf("lin");
  expect((await guard.post("/api/commands/attendance.sign-on", ordered(morningShift))).statusCode).toBe(200);
});

afterAll(async () => {
  await story.close();
  await database.drop();
  rmSync(screens, { recursive: true });
});

interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
}

/** Every view of the document, with what it must be told. The feed never ends; its own story asks for its headers. */
async function everyView(): Promise<string[]> {
  const { paths } = (await browser.get("/api/openapi.json")).json() as { paths: Record<string, { get?: Described }> };
  const values: Readonly<Record<string, string>> = {
    ...{
      ...morningShift,
      site: storySite,
      photo,
      noun: "log",
      month: morningShift.date.slice(0, 7),
      day: morningShift.date,
    },
    id: `lobby/${morningShift.date}/day`,
    "/api/regulations/{id}/rules": "zhiban-house",
  };
  const given = (path: string, name: string) => {
    const value = values[path] ?? values[name];
    if (value === undefined) throw new Error(`${path} is not asked with any ${name}: say which`);
    return value;
  };
  return Object.entries(paths).flatMap(([path, { get }]) => {
    if (!get || !path.startsWith("/api/") || path === "/api/feed") return [];
    const asked = (get.parameters ?? []).filter((each) => each.in === "query" && each.required);
    const query = asked.map(({ name }) => `${name}=${encodeURIComponent(given(path, name))}`).join("&");
    return `${path.replaceAll(/\{(\w+)\}/g, (_, name) => given(path, name))}?${query}`;
  });
}

test("no view of the API may be kept by anybody but the browser that asked", async () => {
  const views = await everyView();
  expect(views.length).toBeGreaterThan(12);
  const wrong: string[] = [];
  for (const view of views) {
    const { statusCode, headers } = await browser.get(view);
    if (statusCode !== 200) wrong.push(`${view} answers ${statusCode}`);
    wrong.push(...wrongHeaders(headers).map((each) => `${view}: ${each}`));
    if (headers["strict-transport-security"] !== "max-age=31536000") wrong.push(`${view}: https may be left`);
  }
  expect(wrong).toEqual([]);
});

test.each(["/api/%", "/api/%ff/x", "/api/nothing"])(
  "what has the address %s is not there, as a problem with the headers of every other",
  async (path) => {
    const { statusCode, headers, body } = await browser.get(path);
    expect([statusCode, JSON.parse(body).code]).toEqual([404, "request.nothing-here"]);
    expect(headers["content-type"]).toContain("application/problem+json");
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
    expect(headers["content-security-policy"]).toContain("default-src");
  },
);

test("only a photo is kept by the browser itself, which asks each time whether it may be seen still", async () => {
  const kept: string[] = [];
  for (const view of await everyView())
    if ((await browser.get(view)).headers["cache-control"] !== "no-store") kept.push(view.split("?")[0] ?? "");
  expect(kept).toEqual([`/api/photos/${storySite}/${photo}`]);
});

test("what is built may be kept by everybody, and the page that names it by nobody", async () => {
  const kept = async (path: string) => (await browser.get(path, { accept: "text/html" })).headers["cache-control"];
  expect(await kept("/assets/desk-0a1b2c3d.js")).toBe("public, max-age=31536000, immutable");
  expect(await kept("/mark.svg")).toBe("no-cache");
  expect([await kept("/"), await kept("/matter")]).toEqual(["no-store", "no-store"]);
  // A file that a release before had is no page: a browser would try to run it.
  expect((await browser.get("/assets/desk-99999999.js", { accept: "text/html" })).statusCode).toBe(404);
});

test("the page loads nothing of others, runs nothing that stands in it, and is framed by nobody", async () => {
  const { headers } = await browser.get("/");
  const policy = String(headers["content-security-policy"]);
  for (const each of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy.split(";")).toContain(each);
  expect(policy).toMatch(/script-src 'self'(?: 'nonce-\w+')?(?:;|$)/);
  expect(policy).not.toMatch(/unsafe|https?:/);
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
  });
});

/** What says of each answer anew how long it is, from when, and which. */
const OF_ONE_ANSWER =
  /^(?:date|content-length|connection|keep-alive|etag|last-modified|accept-ranges|x-ratelimit-.*|transfer-encoding)$/;

const ofAnswers = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
};
const ofPages = {
  ...ofAnswers,
  "content-security-policy":
    "default-src 'self';script-src 'self' 'nonce-*';style-src 'self' 'nonce-*';img-src 'self' blob: data:;connect-src 'self';" +
    "worker-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "same-origin",
  "x-dns-prefetch-control": "off",
  "x-download-options": "noopen",
  "x-frame-options": "SAMEORIGIN",
  "x-permitted-cross-domain-policies": "none",
  "x-xss-protection": "0",
};
const json = { "content-type": "application/json; charset=utf-8" };
const problem = { "content-type": "application/problem+json; charset=utf-8" };

test("each kind of answer has its headers, and no others", async () => {
  const told = async (path: string) => {
    const { headers } = await browser.get(path, { accept: "text/html" });
    const lasting = Object.entries(headers).filter(([name]) => !OF_ONE_ANSWER.test(name));
    return Object.fromEntries(
      lasting.map(([name, value]) => [name, String(value).replaceAll(/nonce-\w+/g, "nonce-*")]),
    );
  };
  expect(await told("/api/session")).toEqual({ ...ofAnswers, ...json });
  expect(await told(`/api/photos/${storySite}/${"0".repeat(64)}`)).toEqual({ ...ofAnswers, ...problem });
  expect(await told(`/api/photos/${storySite}/${photo}`)).toEqual({
    ...{ ...ofAnswers, "content-type": "image/jpeg", "cache-control": "private, no-cache" },
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": `inline; filename="${photo.slice(0, 16)}.jpg"`,
  });
  expect(await told("/")).toEqual({ ...ofPages, "content-type": "text/html; charset=utf-8" });
  expect(await told("/assets/desk-99999999.js")).toEqual({ ...ofPages, ...problem });
});

test.each([
  [{ "cache-control": "public, max-age=1" }, "anybody may keep it"],
  [{ "cache-control": "private, s-maxage=9" }, "anybody may keep it"],
  [{ "cache-control": "max-age=1" }, "nothing forbids others to keep it"],
  [{ "cache-control": undefined }, "nothing forbids others to keep it"],
  [{ "content-security-policy": "default-src 'self'" }, "it may be shown as a page"],
  [{ "x-content-type-options": undefined }, "a browser may guess what it is"],
])("%j is caught", async (changed, said) => {
  const { headers } = await browser.get("/api/session");
  expect(wrongHeaders({ ...headers, ...changed })).toContain(said);
});
