import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listeningAmong } from "#server/outbox/listening-desks.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storySite, tellDeskStory } from "#test/desk-story.ts";
import { ListeningFeed } from "#test/listening-feed.ts";
import { until } from "#test/until.ts";

/* Whoever has closed their screen is called by nobody as if they heard it, however it was closed. */

let database: FreshDatabase;
let owner: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
});

afterAll(() => database.drop());

interface Ending {
  readonly story: DeskStory;
  readonly desk: Browser;
  readonly feed: ListeningFeed;
}

const endings: Readonly<Record<string, (about: Ending) => unknown>> = {
  "the screen is closed": ({ feed }) => feed.close(),
  "somebody signs out": ({ desk }) => desk.post("/api/session/sign-out"),
  "the desk is locked": ({ desk }) => desk.post("/api/session/lock"),
  "the line breaks": ({ story }) => story.app.server.closeAllConnections(),
  "the server ends": ({ story }) => story.app.close(),
};

const heardBy = ({ services, now, org }: DeskStory) =>
  services.reading({ org, sites: [storySite] }, (sql) => listeningAmong(sql, now(), { org, people: [cast.lin] }));

test.each(Object.entries(endings))("when %s, a call is heard there no more, then and later", async (_, ends) => {
  const story = await tellDeskStory(database);
  try {
    const url = await story.app.listen({ port: 0, host: "127.0.0.1" });
    const desk = await story.deskOf("lin");
    const feed = await ListeningFeed.open(`${url}/api/feed`, { cookie: desk.cookie });
    expect((await feed.next())?.event).toBe("hello");
    expect(await heardBy(story)).toEqual([cast.lin]);
    await ends({ story, desk, feed });
    await until(async () => (await heardBy(story)).length === 0);
    await story.listening.renew();
    expect(await heardBy(story)).toEqual([]);
    feed.close();
  } finally {
    await story.close();
  }
});

test("whoever closes the screen of one desk is heard there no more, whatever is open at other desks of the company", async () => {
  const story = await tellDeskStory(database);
  try {
    const about = { org: story.org, sites: [storySite] };
    const closeOne = await story.listening.open({ ...about, desk: "one-desk", people: [cast.lin] });
    const closeOther = await story.listening.open({ ...about, desk: "other-desk", people: [cast.wang] });
    await closeOne();
    expect(await heardBy(story)).toEqual([]);
    await closeOther();
  } finally {
    await story.close();
  }
});

test("whoever closes one of two screens of a desk is heard at the other, and no more when that is closed too", async () => {
  const story = await tellDeskStory(database);
  try {
    const desk = { org: story.org, desk: "two-screens", people: [cast.lin], sites: [storySite] };
    const [closeOne, closeOther] = [await story.listening.open(desk), await story.listening.open(desk)];
    await closeOne();
    expect(await heardBy(story)).toEqual([cast.lin]);
    await closeOther();
    expect(await heardBy(story)).toEqual([]);
  } finally {
    await story.close();
  }
});

test("a screen that could not be noted as open is noted as open by nobody later", async () => {
  const story = await tellDeskStory(database);
  try {
    const desk = { org: story.org, desk: "no-such-desk", people: [cast.lin], sites: [storySite] };
    await owner`alter table listening add constraint nobody_listens check (person <> ${owner.unsafe(`'${cast.lin}'`)}) not valid`;
    await expect(story.listening.open(desk)).rejects.toThrow("nobody_listens");
    await owner`alter table listening drop constraint nobody_listens`;
    await story.listening.renew();
    expect(await heardBy(story)).toEqual([]);
  } finally {
    await story.close();
  }
});
