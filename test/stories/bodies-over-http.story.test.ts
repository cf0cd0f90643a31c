import { afterAll, beforeAll, expect, test } from "vitest";
import { photoByProof, photoUpload } from "#server/photo/photo-answer.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, tellDeskStory } from "#test/desk-story.ts";
import type { JsonSchema } from "#test/open-ends.ts";

/*
 * What a request may bring: one content type, so many bytes and so many values, and a plain object. The operations are those of the
 * interface's own document, so that a new one stands here by itself.
 */

let database: FreshDatabase;
let story: DeskStory;
let browser: Browser;
let posts: readonly Posted[];

interface Posted {
  readonly url: string;
  readonly operationId: string;
  readonly shape: JsonSchema | undefined;
}

interface Described {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  browser = await story.deskOf("admin");
  const { paths } = (await browser.get("/api/openapi.json")).json() as {
    paths: Record<string, Partial<Record<"post", Described>>>;
  };
  posts = Object.entries(paths).flatMap(([path, { post }]) => {
    // Its proof is asked before anything of its body: `waiting-photos.story.test.ts`.
    if (!post || post.operationId === photoByProof.id) return [];
    const shape = post.requestBody?.content["application/json"]?.schema;
    return [{ url: path.replaceAll(/\{\w+\}/g, crypto.randomUUID()), operationId: post.operationId, shape }];
  });
  expect(posts.length).toBeGreaterThan(60);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const json = "application/json";
const uploads: readonly string[] = photoUpload.uploads;
const everyType = [json, ...uploads, "text/plain", "text/html", "multipart/form-data; boundary=x", "application/xml"];

const takes = ({ operationId }: Posted) => (operationId === photoUpload.id ? uploads : [json]);
/** Those that sign people out, or lock them, last: who is gone is refused for that. */
const others = () => posts.filter(({ operationId }) => !/^session\.(sign-out|lock)$/.test(operationId));

async function refusals(of: readonly Posted[], ask: (each: Posted) => Promise<readonly string[]>): Promise<string[]> {
  const found: string[] = [];
  for (const each of of) found.push(...(await ask(each)).map((answer) => `${each.operationId} ${answer}`));
  return found;
}

test("a body of a kind that a route does not take is refused unread", async () => {
  const wrong = await refusals(posts, async (each) => {
    const answers: string[] = [];
    for (const type of everyType.filter((one) => !takes(each).includes(one))) {
      const { statusCode, body } = await browser.upload(each.url, Buffer.from('{"name":"x"}'), type);
      if (statusCode !== 415 || JSON.parse(body).code !== "request.wrong-media-type") answers.push(`${type} ${body}`);
    }
    return answers;
  });
  expect(wrong).toEqual([]);
});

test("what is no plain object is refused before anybody asks for its fields", async () => {
  const wrong = await refusals(others(), async (each) => {
    if (!takes(each).includes(json)) return [];
    const answers: string[] = [];
    for (const sent of [[], [{}], "text", 7, true, null]) {
      const answer = await browser.post(each.url, sent);
      const { code, field } = answer.statusCode < 400 ? { code: "taken", field: "" } : answer.json();
      if (answer.statusCode !== 422 || code !== "shape.invalid" || field !== "") answers.push(answer.body);
    }
    return answers;
  });
  expect(wrong).toEqual([]);
});

test("a body of more values than any form has is too large, however few its bytes", async () => {
  const most = Array.from({ length: 20_001 }, () => 0);
  const wrong = await refusals(others(), async (each) => {
    if (!takes(each).includes(json)) return [];
    const { statusCode, body } = await browser.post(each.url, { most });
    return statusCode === 413 ? [] : [body];
  });
  expect(wrong).toEqual([]);
  const signOn = "/api/commands/attendance.sign-on";
  for (const sent of [{ ...most }, { body: { within: { ...most } } }, { body: most.map((_, n) => [n]) }])
    expect((await browser.post(signOn, sent)).statusCode).toBe(413);
});

test("whoever has not signed in brings no more than a form of a few lines", async () => {
  const stranger = story.browser();
  const wrong = await refusals(posts, async (each) => {
    const answer = await stranger.post(each.url, { name: "长".repeat(6_000) });
    return [401, 413].includes(answer.statusCode) ? [] : [answer.body];
  });
  expect(wrong).toEqual([]);
});

/**
 * Acts of who sits here, and what a browser tells of those that wait; what waited comes by its proof from wherever, and is as long as what one person
 * writes at once.
 */
const isAct = (url: string) =>
  ["/api/commands", "/api/browser/waiting"].includes(url) || url.startsWith("/api/commands/");

test("at a desk a form is longer, and only what acts carry may be as long as a month", async () => {
  const wrong = await refusals(others(), async (each) => {
    if (!takes(each).includes(json)) return [];
    const { statusCode } = await browser.post(each.url, { text: "x".repeat(300_000) });
    return statusCode === (isAct(each.url) ? 422 : 413) ? [] : [`${statusCode}`];
  });
  expect(wrong).toEqual([]);
});

/** Bytes of the longest that a shape takes, where every character is written as an escape. */
function longestOf({
  type,
  format,
  enum: choices,
  maxLength = format === "uuid" ? 36 : 100,
  items,
  maxItems = 0,
  properties,
}: JsonSchema): number {
  if (choices) return Math.max(...choices.map((each) => JSON.stringify(each).length));
  if (type === "string") return 2 + 12 * maxLength;
  if (type === "array") return 2 + maxItems * (1 + longestOf(items ?? {}));
  const fields = Object.entries(properties ?? {}).map(([name, each]) => name.length + 4 + longestOf(each));
  return fields.length === 0 ? 20 : 2 + fields.reduce((sum, each) => sum + each, 0);
}

test("the longest that a form takes is not too large for it", async () => {
  const wrong = await refusals(others(), async ({ url, operationId, shape }) => {
    if (url.startsWith("/api/commands") || operationId === photoUpload.id) return [];
    const answer = await browser.post(url, { filler: "x".repeat(Math.max(0, longestOf(shape ?? {}) - 20)) });
    return answer.statusCode === 413 ? [answer.body] : [];
  });
  expect(wrong).toEqual([]);
});
