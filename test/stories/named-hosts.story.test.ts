import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, storyPassword, tellDeskStory } from "#test/desk-story.ts";

/*
 * A page of another name can be made to point here, and then it is of one origin with us. So nothing is changed but under a name that the
 * house was given; and who asks, from where and how, nobody says of themselves but a proxy that it was told to believe.
 */

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

const signsIn = (story: DeskStory, headers: Record<string, string>) =>
  story.browser().post("/api/session/sign-in", { name: story.nameOf("lin"), password: storyPassword }, headers);
const under = (host: string) => ({ host, origin: `https://${host}` });

test("nothing is changed under a name that the house was not given, and pages are shown there as anywhere", async () => {
  const story = await tellDeskStory(database, { hosts: ["duty.example.com"] });
  for (const host of ["duty.example.com", "duty.example.com:8443", "localhost:4600", "127.0.0.1"])
    expect([host, (await signsIn(story, under(host))).statusCode]).toEqual([host, 200]);
  for (const host of ["rebound.example", "rebound.example:4600", "127.0.0.1.rebound.example"]) {
    const refused = await signsIn(story, under(host));
    expect([host, refused.statusCode, refused.json().code]).toEqual([host, 403, "request.unknown-host"]);
    expect((await story.browser().get("/api/session", { host })).statusCode).toBe(200);
  }
  await story.close();
});

test("whoever is not a proxy that was named says nothing of where they come from or what they were called", async () => {
  const story = await tellDeskStory(database, { hosts: ["duty.example.com"], trustProxy: ["10.9.9.0/24"] });
  const said = {
    "x-forwarded-host": "duty.example.com",
    "x-forwarded-for": "203.0.113.5",
    "x-forwarded-proto": "https",
  };
  const asks = async (address: string) => {
    const browser = story.browser();
    browser.address = address;
    const sent = { name: story.nameOf("lin"), password: "wrong-lantern-1" };
    const headers = { host: "inner.example", origin: "https://duty.example.com", ...said };
    return (await browser.post("/api/session/sign-in", sent, headers)).json().code;
  };
  expect(await asks("10.9.9.3")).toBe("account.sign-in-failed");
  expect(await asks("10.9.8.3")).toBe("request.foreign-origin");
  const noted = await database.connect()`
    select address from account_event where org = ${story.org} and what = 'sign-in-failed'`;
  expect(noted).toEqual([{ address: "203.0.113.5" }]);
  await story.close();
});
