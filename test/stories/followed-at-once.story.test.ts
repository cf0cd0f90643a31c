import { expect, onTestFinished, test } from "vitest";
import { followPerson } from "#server/account/account-consequences.ts";
import { freshDatabase } from "#test/database.ts";
import { cast, tellDeskStory } from "#test/desk-story.ts";
import { isWaitedFor } from "#test/held-journal.ts";
import { until } from "#test/until.ts";

test("of two who follow one entry about a person at once the later one finds nothing more to do", async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const story = await tellDeskStory(database);
  onTestFinished(() => story.close());
  const { org, services } = story;
  const owner = database.connect();
  await owner`update account set followed = 1 where org = ${org} and person = ${cast.lin}`;
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`select from account where org = ${org} and person = ${cast.lin} for update`;
  const entries = [{ version: 2, type: "person.pin-reset", actor: cast.admin }];
  const follows = [1, 2].map(() => followPerson(services.accounts, story.now(), org, { person: cast.lin, entries }));
  await until(isWaitedFor(owner, database.name, 2));
  await holder`rollback`;
  holder.release();
  await Promise.all(follows);
  const noted = await owner`
    select from account_event where org = ${org} and person = ${cast.lin} and what = 'pin-reset-started'`;
  expect(noted).toHaveLength(1);
});
